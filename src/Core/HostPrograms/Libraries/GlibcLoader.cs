using ScaleSim.Core.HostPrograms.Elf;
using ScaleSim.Core.HostPrograms.Files;

namespace ScaleSim.Core.HostPrograms.Libraries;

/// <summary>The rules of ld.so(8), the loader of glibc.</summary>
/// <remarks>
/// The order, of _dl_map_object in elf/dl-load.c: RPATH of what needs the library and of what needed that, up to the
/// program, unless the first has a RUNPATH; RUNPATH of what needs it; the cache; the default directories. The
/// variable LD_LIBRARY_PATH comes between the first two and does not count here: a worker does not have it.
/// </remarks>
internal sealed class GlibcLoader : ILoader
{
    private readonly IHostTree _tree;
    private readonly HostMachine _machine;
    private readonly Lazy<ILookup<string, string>?> _cache;
    private readonly Lazy<IReadOnlyList<string>> _configured;
    private readonly Dictionary<string, FoundLibrary> _listed = [];
    private readonly string[] _defaults;
    private readonly string _lib;

    public GlibcLoader(IHostTree tree, HostMachine machine)
    {
        _tree = tree;
        _machine = machine;
        _cache = new(() => HostText.ReadBytes(tree, "/etc/ld.so.cache") is { } file ? LoaderCache.Read(file) : null);
        _configured = new(() => LoaderConfiguration.ReadDirectories(tree));
        bool isMultiarch = IsDirectory($"/lib/{machine.Multiarch}") || IsDirectory($"/usr/lib/{machine.Multiarch}");
        bool has64 = _tree.Find("/usr/lib64") is { Kind: PathKind.Directory };
        _lib = isMultiarch ? $"lib/{machine.Multiarch}" : has64 ? "lib64" : "lib";

        // These are compiled into the loader; distributions differ.
        _defaults = isMultiarch
            ? [$"/lib/{machine.Multiarch}", $"/usr/lib/{machine.Multiarch}", "/lib", "/usr/lib"]
            : ["/lib64", "/usr/lib64", "/lib", "/usr/lib"];
    }

    /// <summary>
    /// Makes a file of the image known by a name, as the last place to look: the image's own cache will name it.
    /// </summary>
    public void AddListed(string name, FoundLibrary library) => _listed.TryAdd(name, library);

    public bool IsBuiltIn(string name) => false;

    public IEnumerable<FoundLibrary> Candidates(string name, LoadedObject needing)
    {
        IEnumerable<SearchDirectory> paths = needing.Elf.RunPath is null
            ? RPaths(needing)
            : ExpandList(needing.Elf.RunPath, needing);
        IEnumerable<FoundLibrary> beside = paths.Select(directory => In(directory, name));
        IEnumerable<FoundLibrary> known = Cached(name)
            .Where(found => !needing.Elf.NoDefaultLibraries || found.IsCached);
        IEnumerable<FoundLibrary> inDefaults = needing.Elf.NoDefaultLibraries ? [] : _defaults
            .Select(directory => In(SearchDirectory.Same(directory), name));
        IEnumerable<FoundLibrary> listed = _listed.TryGetValue(name, out FoundLibrary? own) ? [own] : [];
        return beside.Concat(known).Concat(inDefaults).Concat(listed);
    }

    /// <remarks>
    /// Elements: <c>$ORIGIN/../lib</c>, <c>${ORIGIN}</c>, <c>$LIB</c>, <c>$PLATFORM</c>. What is relative is so to the
    /// directory in which the program happens to be started, which nobody knows here.
    /// </remarks>
    public SearchDirectory? Expand(string path, LoadedObject of)
    {
        string common = PathTokens.Replace(PathTokens.Replace(path, "LIB", _lib), "PLATFORM", _machine.Platform);
        if (!PathTokens.Has(common, "ORIGIN"))
        {
            return common.StartsWith('/') ? SearchDirectory.Same(common) : null;
        }

        string onHost = PathTokens.Replace(common, "ORIGIN", OriginOf(of));
        string inImage = PathTokens.Replace(common, "ORIGIN", PathWalker.DirectoryOf(of.ImagePath));
        return onHost.StartsWith('/') ? new SearchDirectory(onHost, inImage) : null;
    }

    /// <summary>The kernel tells a program its path without links; a library's is the one it was found by.</summary>
    private static string OriginOf(LoadedObject of) => PathWalker.DirectoryOf(of.HostPath);

    private static FoundLibrary In(SearchDirectory directory, string name) =>
        new(PathWalker.Join(directory.OnHost, name), PathWalker.Join(directory.InImage, name));

    private IEnumerable<SearchDirectory> RPaths(LoadedObject needing)
    {
        for (LoadedObject? of = needing; of is not null; of = of.Loader)
        {
            // Where a file has both, its RPATH does not count.
            if (of.Elf.RPath is { } list && of.Elf.RunPath is null)
            {
                foreach (SearchDirectory directory in ExpandList(list, of))
                {
                    yield return directory;
                }
            }
        }
    }

    private IEnumerable<SearchDirectory> ExpandList(string list, LoadedObject of) =>
        list.Split(':').Select(element => Expand(element, of)).OfType<SearchDirectory>();

    private IEnumerable<FoundLibrary> Cached(string name)
    {
        IEnumerable<string> paths = _cache.Value is { } cache
            ? cache[name]
            : _configured.Value.Select(directory => PathWalker.Join(directory, name));
        return paths.Select(path => new FoundLibrary(path, path, !_defaults.Contains(PathWalker.DirectoryOf(path))));
    }

    private bool IsDirectory(string path) =>
        PathWalker.Resolve(_tree, path) is { Status.Kind: PathKind.Directory };
}
