namespace ScaleSim.Core.HostPrograms.Libraries;

/// <summary>The memory of one process while its libraries are loaded: each once, breadth first.</summary>
internal sealed class Loading
{
    private readonly HashSet<string> _names = [];
    private readonly HashSet<string> _files = [];
    private readonly List<LoadedObject> _libraries = [];

    public Loading(ILoader rules, LoadedObject program)
    {
        Rules = rules;
        Program = program;
        Waiting.Enqueue(program);
        if (program.Elf.Soname is { } soname)
        {
            _names.Add(soname);
        }
    }

    public ILoader Rules { get; }

    public LoadedObject Program { get; }

    public Queue<LoadedObject> Waiting { get; } = new();

    public IReadOnlyList<LoadedObject> Libraries => _libraries;

    public List<MissingLibrary> Missing { get; } = [];

    /// <summary>A name counts as loaded by what was asked for and by what a library calls itself.</summary>
    public bool Has(string name) => _names.Contains(name);

    /// <summary>Whether nobody has missed it yet.</summary>
    public bool AddMissing(string name) => _names.Add(name);

    /// <param name="file">Its path without links: the same file under another name is not loaded again.</param>
    public void Add(LoadedObject library, string file, bool isCached)
    {
        _names.Add(library.Name);
        if (!_files.Add(file))
        {
            // The name leads to it all the same, and so has to be in the image.
            _libraries.Add(library with { IsCached = isCached });
            return;
        }

        if (library.Elf.Soname is { } soname)
        {
            _names.Add(soname);
        }

        _libraries.Add(library with { IsCached = isCached });
        Waiting.Enqueue(library);
    }
}
