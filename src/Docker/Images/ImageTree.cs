namespace ScaleSim.Docker.Images;

/// <summary>
/// Completes a list of files to the tree that a layer holds: parents added, sorted so that they come first.
/// </summary>
internal static class ImageTree
{
    /// <exception cref="ArgumentException">There are no files, a path is given twice, or lies below something that is
    /// no directory.</exception>
    public static IReadOnlyList<ImageFile> Complete(IReadOnlyList<ImageFile> files)
    {
        if (files.Count == 0)
        {
            throw new ArgumentException(
                "The image has no files, and an empty layer is no archive. Name at least one.", nameof(files));
        }

        var tree = new SortedDictionary<string, ImageFile>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            if (!tree.TryAdd(file.Path, file))
            {
                throw new ArgumentException($"The image's files name {file.Path} twice. Keep one.", nameof(files));
            }
        }

        foreach (var file in files)
        {
            AddParents(tree, file);
        }

        return [.. tree.Values];
    }

    private static void AddParents(SortedDictionary<string, ImageFile> tree, ImageFile file)
    {
        for (var end = file.Path.LastIndexOf('/'); end > 0; end = file.Path.LastIndexOf('/', end - 1))
        {
            var parent = file.Path[..end];
            tree.TryAdd(parent, ImageFile.Directory(parent));
            if (tree[parent].Kind != ImageFileKind.Directory)
            {
                throw new ArgumentException(
                    $"The image's file {file.Path} lies below {parent}, which is no directory but {tree[parent].Kind}. "
                    + "Name the real directory.",
                    nameof(file));
            }
        }
    }
}
