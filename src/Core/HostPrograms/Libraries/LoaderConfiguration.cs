using System.IO.Enumeration;
using ScaleSim.Core.HostPrograms.Files;

namespace ScaleSim.Core.HostPrograms.Libraries;

/// <summary>The directories that /etc/ld.so.conf names, which ldconfig(8) makes the loader's cache from.</summary>
/// <remarks>
/// Sample: <c>include /etc/ld.so.conf.d/*.conf</c> in ld.so.conf, <c># Multiarch support</c> and
/// <c>/usr/lib/x86_64-linux-gnu</c> in a file there. A name without a slash at its beginning is relative to the file
/// that includes it. Wildcards are understood in the last part of a name.
/// </remarks>
internal static class LoaderConfiguration
{
    private const string Root = "/etc/ld.so.conf";

    // Files that include each other in a circle end here as well.
    private const int FilesMax = 1000;

    /// <summary>In the order in which they are searched, each once.</summary>
    public static IReadOnlyList<string> ReadDirectories(IHostTree tree)
    {
        var directories = new List<string>();
        var read = new HashSet<string>();
        Read(tree, Root, directories, read);
        return [.. directories.Distinct()];
    }

    private static void Read(IHostTree tree, string path, List<string> directories, HashSet<string> read)
    {
        if (read.Count >= FilesMax || !read.Add(path))
        {
            return;
        }

        foreach (string line in HostText.ReadLines(tree, path))
        {
            string[] words = line.Split('#')[0].Split((char[])[' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
            if (words is ["include", .. string[] patterns])
            {
                foreach (string file in patterns.SelectMany(pattern => Match(tree, path, pattern)))
                {
                    Read(tree, file, directories, read);
                }
            }
            else if (words is [['/', ..] directory, ..])
            {
                // "/usr/lib=libc6" was once a way to name the kind of the libraries in it.
                directories.Add(directory.Split('=')[0].TrimEnd('/') is { Length: > 0 } name ? name : "/");
            }
        }
    }

    private static IEnumerable<string> Match(IHostTree tree, string includer, string pattern)
    {
        string full = PathWalker.Target(PathWalker.DirectoryOf(includer), pattern);
        string directory = PathWalker.DirectoryOf(full);
        string name = PathWalker.NameOf(full);
        if (!name.AsSpan().ContainsAny('*', '?'))
        {
            return [full];
        }

        try
        {
            return tree.List(directory)
                .Where(file => file[0] != '.' && FileSystemName.MatchesSimpleExpression(name, file, ignoreCase: false))
                .Select(file => PathWalker.Join(directory, file));
        }
        catch (Exception exception) when (FileErrors.Are(exception))
        {
            return [];
        }
    }
}
