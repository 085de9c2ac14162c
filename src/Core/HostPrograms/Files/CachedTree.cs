namespace ScaleSim.Core.HostPrograms.Files;

/// <summary>
/// Remembers what it was told about paths: libraries are looked for in the same places again and again, and one image
/// is made from one view of the machine.
/// </summary>
internal sealed class CachedTree(IHostTree tree) : IHostTree
{
    private readonly Dictionary<string, PathStatus?> _found = [];

    public PathStatus? Find(string path)
    {
        if (!_found.TryGetValue(path, out PathStatus? status))
        {
            status = tree.Find(path);
            _found.Add(path, status);
        }

        return status;
    }

    public IReadOnlyList<string> List(string directory) => tree.List(directory);

    public Stream Open(string path) => tree.Open(path);
}
