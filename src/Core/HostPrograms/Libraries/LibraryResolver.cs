using ScaleSim.Core.HostPrograms.Elf;
using ScaleSim.Core.HostPrograms.Files;

namespace ScaleSim.Core.HostPrograms.Libraries;

/// <summary>Finds the libraries of programs as their loaders do, without running anything.</summary>
internal sealed class LibraryResolver
{
    private readonly IHostTree _tree;
    private readonly HostMachine _machine;
    private readonly ElfCache _elves;
    private readonly GlibcLoader _glibc;

    public LibraryResolver(IHostTree tree, HostMachine machine, ElfCache elves)
    {
        _tree = tree;
        _machine = machine;
        _elves = elves;
        _glibc = new GlibcLoader(tree, machine);
        Musl = new MuslLoader(tree, machine);
    }

    public MuslLoader Musl { get; }

    /// <summary>A library that the user has listed is found by its name and by its file's, where no other is.</summary>
    /// <param name="hostPath">Without a link in it.</param>
    /// <param name="imagePath">Where it is in the image.</param>
    public void AddListed(string hostPath, string imagePath)
    {
        if (_elves.Read(hostPath, out _) is { Type: ElfFile.Shared, Interpreter: null } elf && _machine.CanLoad(elf))
        {
            var library = new FoundLibrary(hostPath, imagePath, IsCached: true);
            _glibc.AddListed(PathWalker.NameOf(imagePath), library);
            _glibc.AddListed(elf.Soname ?? PathWalker.NameOf(imagePath), library);
        }
    }

    /// <summary>What the program, or library, loads; a static program loads nothing.</summary>
    /// <param name="hostPath">Without a link in it.</param>
    /// <param name="imagePath">Where it is in the image.</param>
    public LibraryClosure Resolve(string hostPath, string imagePath, ElfFile elf)
    {
        bool isMusl = elf.Interpreter is { } interpreter
            ? MuslLoader.IsLoader(interpreter)
            : elf.Needed.Any(name => name.StartsWith("libc.musl-", StringComparison.Ordinal));
        var program = new LoadedObject(hostPath, imagePath, elf, null, hostPath);
        var loading = new Loading(isMusl ? Musl : _glibc, program);
        if (elf.Interpreter is { } path)
        {
            LoadInterpreter(loading, path);
        }

        while (loading.Waiting.TryDequeue(out LoadedObject? needing))
        {
            foreach (string name in needing.Elf.Needed)
            {
                Load(loading, name, needing);
            }
        }

        return new LibraryClosure(elf.Interpreter, isMusl, loading.Libraries, loading.Missing);
    }

    /// <summary>
    /// The closure of a library that a program opens by name while it runs; null where there is none.
    /// </summary>
    public LibraryClosure? ResolveByName(string name, bool isMusl)
    {
        ElfFile nobody = new()
        {
            Is64Bit = true,
            IsLittleEndian = _machine.IsLittleEndian,
            Machine = _machine.Machine,
            Type = ElfFile.Executable,
            Needed = [name],
        };
        var loading = new Loading(
            isMusl ? Musl : _glibc, new LoadedObject("the list of libraries", "/", nobody, null, name));
        while (loading.Waiting.TryDequeue(out LoadedObject? needing))
        {
            foreach (string needed in needing.Elf.Needed)
            {
                Load(loading, needed, needing);
            }
        }

        bool isFound = loading.Libraries.Count > 0;
        return isFound ? new LibraryClosure(null, isMusl, loading.Libraries, loading.Missing) : null;
    }

    private void LoadInterpreter(Loading loading, string path)
    {
        string rejected = "";
        if (Open(new FoundLibrary(path, path), ref rejected) is { } elf)
        {
            loading.Add(new LoadedObject(path, path, elf, loading.Program, path), path, isCached: false);
        }
        else
        {
            loading.Missing.Add(new MissingLibrary(path, $"{loading.Program.Chain} -> {path}", rejected));
        }
    }

    private void Load(Loading loading, string name, LoadedObject needing)
    {
        if (loading.Has(name) || loading.Rules.IsBuiltIn(name))
        {
            return;
        }

        string rejected = "";
        foreach (FoundLibrary candidate in Candidates(loading.Rules, name, needing))
        {
            if (Open(candidate, ref rejected) is { } elf)
            {
                string real = PathWalker.Resolve(_tree, candidate.HostPath)!.Path;
                loading.Add(
                    new LoadedObject(candidate.HostPath, candidate.ImagePath, elf, needing, name),
                    real,
                    candidate.IsCached);
                return;
            }
        }

        if (loading.AddMissing(name))
        {
            loading.Missing.Add(new MissingLibrary(name, $"{needing.Chain} -> {name}", rejected));
        }
    }

    private static IEnumerable<FoundLibrary> Candidates(ILoader rules, string name, LoadedObject needing)
    {
        if (!name.Contains('/'))
        {
            return rules.Candidates(name, needing);
        }

        return rules.Expand(name, needing) is { } path ? [new FoundLibrary(path.OnHost, path.InImage)] : [];
    }

    /// <summary>The ELF file there if the loader would take it; else null, and why not is added.</summary>
    private ElfFile? Open(FoundLibrary candidate, ref string rejected)
    {
        try
        {
            if (PathWalker.Resolve(_tree, candidate.HostPath) is not { Status.Kind: PathKind.File } file)
            {
                return null;
            }

            ElfFile? elf = _elves.Read(file.Path, out string problem);
            if (elf is not null && _machine.CanLoad(elf))
            {
                return elf;
            }

            string why = elf is null ? problem : $"it is for {ElfMachines.Describe(elf)}";
            rejected += $"{(rejected.Length == 0 ? "" : "; ")}{candidate.HostPath} is passed over: {why}";
        }
        catch (Exception exception) when (FileErrors.Are(exception))
        {
            rejected += $"{(rejected.Length == 0 ? "" : "; ")}{candidate.HostPath}: {FileErrors.Reason(exception)}";
        }

        return null;
    }
}
