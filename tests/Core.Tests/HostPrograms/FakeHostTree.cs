using System.Text;
using ScaleSim.Core.HostPrograms.Files;

namespace ScaleSim.Core.Tests.HostPrograms;

/// <summary>A machine's file system made for a test. Directories above files are there by themselves.</summary>
internal sealed class FakeHostTree : IHostTree
{
    private const UnixFileMode Usual = (UnixFileMode)0b111_101_101;

    private readonly Dictionary<string, (PathStatus Status, byte[] Content)> _entries = new()
    {
        ["/"] = (new PathStatus(PathKind.Directory, Usual), []),
    };

    /// <value>Paths that may not be opened, listed or searched.</value>
    public HashSet<string> Forbidden { get; } = [];

    public int Opened { get; private set; }

    public FakeHostTree File(string path, byte[] content, int mode = 0b111_101_101)
    {
        AddParents(path);
        _entries[path] = (new PathStatus(PathKind.File, (UnixFileMode)mode, content.Length), content);
        return this;
    }

    public FakeHostTree File(string path, string content = "", int mode = 0b110_100_100) =>
        File(path, Encoding.UTF8.GetBytes(content), mode);

    public FakeHostTree File(string path, ElfBuilder elf) => File(path, elf.Build());

    public FakeHostTree Link(string path, string target)
    {
        AddParents(path);
        _entries[path] = (new PathStatus(PathKind.SymbolicLink, Usual, 0, target), []);
        return this;
    }

    public FakeHostTree Folder(string path, int mode = 0b111_101_101)
    {
        AddParents(path);
        _entries[path] = (new PathStatus(PathKind.Directory, (UnixFileMode)mode), []);
        return this;
    }

    public FakeHostTree Special(string path)
    {
        AddParents(path);
        _entries[path] = (new PathStatus(PathKind.Special, Usual), []);
        return this;
    }

    public PathStatus? Find(string path)
    {
        string directory = PathWalker.DirectoryOf(path);
        return Forbidden.Contains(directory) && path != "/"
            ? throw new UnauthorizedAccessException("Permission denied")
            : _entries.TryGetValue(path, out (PathStatus Status, byte[] Content) entry) ? entry.Status : null;
    }

    public IReadOnlyList<string> List(string directory) => Forbidden.Contains(directory)
        ? throw new UnauthorizedAccessException("Permission denied")
        : [.. _entries.Keys
            .Where(path => path != "/" && PathWalker.DirectoryOf(path) == directory)
            .Select(PathWalker.NameOf)
            .Order(StringComparer.Ordinal)];

    public Stream Open(string path)
    {
        Opened++;
        return Forbidden.Contains(path)
            ? throw new UnauthorizedAccessException("Permission denied")
            : _entries.TryGetValue(path, out (PathStatus Status, byte[] Content) entry)
                && entry.Status.Kind == PathKind.File
                ? new MemoryStream(entry.Content, writable: false)
                : throw new FileNotFoundException(path);
    }

    private void AddParents(string path)
    {
        for (string above = PathWalker.DirectoryOf(path); above != "/"; above = PathWalker.DirectoryOf(above))
        {
            _entries.TryAdd(above, (new PathStatus(PathKind.Directory, Usual), []));
        }
    }
}
