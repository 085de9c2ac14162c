using ScaleSim.Core.HostPrograms.Elf;
using ScaleSim.Core.HostPrograms.Files;
using ScaleSim.Core.HostPrograms.Libraries;

namespace ScaleSim.Core.HostPrograms;

/// <summary>Adds what programs need to start: loaders, libraries, the interpreters of scripts.</summary>
internal sealed class ClosureBuilder
{
    // What glibc opens by name while a program runs: names and users (nsswitch.conf(5)), the end of a thread
    // (pthread_exit(3)). The first two are part of the C library since 2.34, and may be there as empty shells.
    private static readonly string[] OpenedByGlibc = ["libnss_files.so.2", "libnss_dns.so.2", "libgcc_s.so.1"];

    private readonly ImageDraft _draft;
    private readonly HostMachine _machine;
    private readonly ElfCache _elves;
    private readonly LibraryResolver _resolver;
    private readonly ScriptInterpreters _interpreters;
    private readonly HashSet<(string Host, string Image)> _closed = [];
    private readonly SortedDictionary<string, HostLibrary> _libraries = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _cached = new(StringComparer.Ordinal);
    private int _foreign;
    private bool _hasGlibc;
    private bool _hasMusl;

    public ClosureBuilder(ImageDraft draft, HostMachine machine)
    {
        _draft = draft;
        _machine = machine;
        _elves = new ElfCache(draft.Tree);
        _resolver = new LibraryResolver(draft.Tree, machine, _elves);
        _interpreters = new ScriptInterpreters(draft);
    }

    public IReadOnlyList<HostLibrary> Libraries => [.. _libraries.Values];

    /// <summary>Adds what these files need, and what that needs in turn.</summary>
    public void Close(IReadOnlyCollection<ExaminedFile> files, CancellationToken cancellationToken)
    {
        foreach (ExaminedFile file in files.Where(file => file.IsListed && !file.IsProgram))
        {
            _resolver.AddListed(file.HostPath, file.ImagePath);
        }

        var waiting = new Queue<ExaminedFile>(files);
        while (waiting.TryDequeue(out ExaminedFile? file))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!_closed.Add((file.HostPath, file.ImagePath)))
            {
                continue;
            }

            try
            {
                FileHead head = FileHead.Read(_draft.Tree, file.HostPath);
                if (head.IsElf)
                {
                    CloseElf(file);
                }
                else
                {
                    foreach (ExaminedFile program in _interpreters.Add(file, head))
                    {
                        waiting.Enqueue(program);
                    }
                }
            }
            catch (Exception exception) when (FileErrors.Are(exception))
            {
                _draft.Errors.Wrong(
                    $"File '{file.HostPath}', which '{file.Source}' needs, can't be read",
                    FileErrors.Reason(exception),
                    "Mend it, or run ScaleSim as a user who may read it");
            }
        }
    }

    /// <summary>Adds libraries that programs open by name.</summary>
    public void AddOpened(IReadOnlyList<string> names)
    {
        bool isMusl = _hasMusl && !_hasGlibc;
        foreach (string name in names)
        {
            if (!name.Contains('/') && name.Length > 0 && _resolver.ResolveByName(name, isMusl) is { } closure)
            {
                AddLibraries(closure, name, isStrict: true);
                continue;
            }

            bool isPath = name.Contains('/');
            _draft.Errors.Wrong(
                $"Library '{name}' was not found",
                isPath
                    ? "libraries are listed by their names alone, such as libssl.so.3"
                    : "it is neither in the loader's cache (ldconfig -p) nor in its default directories",
                isPath ? "List a path under files" : "Install the package that has it, or list its path under files");
        }
    }

    /// <summary>Adds what C libraries open by name, and the settings of their loaders.</summary>
    public void AddRuntime()
    {
        foreach (string name in _hasGlibc ? OpenedByGlibc : [])
        {
            if (_resolver.ResolveByName(name, isMusl: false) is { } closure)
            {
                AddLibraries(closure, name, isStrict: false);
            }
        }

        if (_hasMusl && _resolver.Musl.HasSettings)
        {
            string settings = _resolver.Musl.SettingsPath;
            _draft.AddHostPath(settings, DraftRank.Needed, EntryAttributes.None, settings);
        }

        if (_cached.Count > 0)
        {
            // This machine's own cache would change with every package, and the image with it.
            const string Cache = "/etc/ld.so.cache";
            byte[] content = LoaderCache.Write(_cached, _machine.CacheFlags);
            const UnixFileMode Mode = (UnixFileMode)0b110_100_100;
            _draft.Add(MadeFile.Create(_draft.PlaceOf(Cache), content, Mode), DraftRank.Needed, Cache);
        }

        if (_foreign > 0)
        {
            _draft.Note($"{_foreign} ELF files are copied as data: they are not for {_machine.Name}.");
        }
    }

    private void CloseElf(ExaminedFile file)
    {
        if (_elves.Read(file.HostPath, out string problem) is not { } elf)
        {
            Unfit(file, $"it is no sound ELF file: {problem}", "Build or install it again");
            return;
        }

        if (!_machine.CanLoad(elf))
        {
            _foreign += file.IsProgram ? 0 : 1;
            Unfit(
                file,
                $"it is for {ElfMachines.Describe(elf)}, and this machine's programs are 64-bit {_machine.Name}",
                $"Build it for {_machine.Name}, or list it under files if it is data");
            return;
        }

        if (file.IsProgram && elf.Type is not (ElfFile.Executable or ElfFile.Shared))
        {
            Unfit(file, $"its ELF type is {elf.Type}, neither 2 (EXEC) nor 3 (DYN)", "Link it to a program");
            return;
        }

        LibraryClosure closure = _resolver.Resolve(file.HostPath, file.ImagePath, elf);
        if (closure.Interpreter is { } interpreter
            && closure.Missing.Any(missing => missing.Name == interpreter)
            && !file.IsProgram)
        {
            _draft.Note($"'{file.HostPath}' can't run in the image: its loader {interpreter} is not on this machine.");
            return;
        }

        _hasMusl |= closure.IsMusl;
        _hasGlibc |= !closure.IsMusl && (closure.Libraries.Count > 0 || elf.Interpreter is not null);
        AddLibraries(closure, file.Source, file.IsProgram || elf.Interpreter is not null);
    }

    private void Unfit(ExaminedFile file, string why, string next)
    {
        if (file.IsProgram)
        {
            _draft.Errors.Wrong($"Program '{file.Source}' can't run here", why, next);
        }
    }

    private void AddLibraries(LibraryClosure closure, string source, bool isStrict)
    {
        foreach (LoadedObject library in closure.Libraries)
        {
            string place = AddLibrary(library, source);
            _libraries.TryAdd(place, new HostLibrary(place, library.Chain));
            if (library.IsCached && !library.Name.Contains('/'))
            {
                _cached.TryAdd(library.Name, library.ImagePath);
            }
        }

        foreach (MissingLibrary missing in closure.Missing)
        {
            Miss(missing, source, isStrict);
        }
    }

    private string AddLibrary(LoadedObject library, string source)
    {
        if (library.HostPath == library.ImagePath
            && _draft.AddHostPath(library.HostPath, DraftRank.Needed, EntryAttributes.None, source) is { } same)
        {
            return same;
        }

        // The program is put elsewhere and looks beside itself, or the image has something else on the way there.
        string place = _draft.PlaceOf(library.ImagePath);
        if (_draft.Find(place) is null && PathWalker.Resolve(_draft.Tree, library.HostPath) is { } found)
        {
            HostFile file = ImageDraft.Copy(place, found.Path, found.Status, EntryAttributes.None);
            _draft.Add(file, DraftRank.Needed, source);
        }

        return place;
    }

    /// <summary>
    /// What a plugin lacks, its program may bring along or never use; what a program lacks keeps it from starting.
    /// </summary>
    private void Miss(MissingLibrary missing, string source, bool isStrict)
    {
        string rejected = missing.Rejected.Length == 0 ? "" : $" ({missing.Rejected})";
        string? elsewhere = _draft.FindName(missing.Name);
        if (isStrict && elsewhere is not null)
        {
            // Many systems start their programs by a script that sets the variable.
            _draft.Note(
                $"Library '{missing.Name}' is '{elsewhere}' in the image, where a loader looks only when "
                + $"LD_LIBRARY_PATH says so: {missing.Chain}.");
        }
        else if (isStrict)
        {
            bool isPath = missing.Name.Contains('/');
            _draft.Errors.Wrong(
                $"Library '{missing.Name}', which '{source}' needs, was not found",
                $"{missing.Chain}, and {(isPath ? "there is no such file" : "the loader finds it nowhere")}{rejected}",
                "Install the package that has it (and run ldconfig), or list the library's own path under files");
        }
        else if (elsewhere is null)
        {
            _draft.Note($"Library '{missing.Name}' was not found: {missing.Chain}{rejected}.");
        }
    }
}
