namespace ScaleSim.Core.HostPrograms.Files;

/// <summary>Follows paths through symbolic links as the kernel does (path_resolution(7)).</summary>
internal static class PathWalker
{
    // The kernel's own limit, MAXSYMLINKS.
    private const int LinksMax = 40;

    /// <summary>The path that an absolute path leads to; parts that do not exist stay as they are.</summary>
    /// <param name="find">What is at a path that has no link in it; null where nothing is.</param>
    /// <param name="passed">Told each link that is followed: its path and what it holds.</param>
    /// <param name="left">Told each directory that <c>..</c> leaves: it has to be there to be left.</param>
    /// <exception cref="LinkLoopException">Links lead round in a circle.</exception>
    public static string Follow(
        string path,
        Func<string, PathStatus?> find,
        Action<string, PathStatus>? passed = null,
        Action<string>? left = null)
    {
        var parts = new Stack<string>();
        Push(parts, path);
        string here = "/";
        int links = 0;
        while (parts.TryPop(out string? part))
        {
            if (part == "..")
            {
                left?.Invoke(here);
                here = DirectoryOf(here);
                continue;
            }

            string next = Join(here, part);
            if (find(next) is not { Kind: PathKind.SymbolicLink } link)
            {
                here = next;
                continue;
            }

            links++;
            if (links > LinksMax)
            {
                throw new LinkLoopException(path);
            }

            passed?.Invoke(next, link);
            Push(parts, link.LinkTarget);
            here = link.LinkTarget.StartsWith('/') ? "/" : here;
        }

        return here;
    }

    /// <summary>Null where the path leads to nothing.</summary>
    /// <exception cref="LinkLoopException">Links lead round in a circle.</exception>
    public static ResolvedPath? Resolve(IHostTree tree, string path)
    {
        string real = Follow(path, tree.Find);
        return tree.Find(real) is { } status ? new ResolvedPath(real, status) : null;
    }

    /// <summary>Of a path without a link in it; the root is its own parent.</summary>
    public static string DirectoryOf(string path)
    {
        int end = path.LastIndexOf('/');
        return end <= 0 ? "/" : path[..end];
    }

    public static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    public static string Join(string directory, string name) =>
        directory == "/" ? $"/{name}" : $"{directory}/{name}";

    /// <summary>Where a symbolic link in a directory leads to, links and <c>..</c> in it not followed.</summary>
    public static string Target(string directory, string target) =>
        target.StartsWith('/') ? target : Join(directory, target);

    /// <summary>Whether a path is the directory or lies below it.</summary>
    public static bool IsIn(string path, string directory) =>
        directory == "/"
        || path == directory
        || (path.StartsWith(directory, StringComparison.Ordinal) && path[directory.Length] == '/');

    private static void Push(Stack<string> parts, string path)
    {
        string[] split = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (int index = split.Length - 1; index >= 0; index--)
        {
            if (split[index] != ".")
            {
                parts.Push(split[index]);
            }
        }
    }
}
