using System.Text;
using ScaleSim.Core.HostPrograms.Files;

namespace ScaleSim.Core.HostPrograms.Libraries;

/// <summary>Settings of this machine that are small files.</summary>
internal static class HostText
{
    // A loader's cache takes 40 KiB on a common machine; no setting is near this.
    private const int BytesMax = 64 << 20;

    /// <summary>
    /// A whole file; null where there is none, it may not be read, or has more than 64 MiB. To a loader, and so to
    /// what it finds, all three are the same.
    /// </summary>
    public static byte[]? ReadBytes(IHostTree tree, string path)
    {
        try
        {
            if (PathWalker.Resolve(tree, path) is not { Status: { Kind: PathKind.File, Length: <= BytesMax } } file)
            {
                return null;
            }

            using Stream stream = tree.Open(file.Path);
            byte[] bytes = new byte[file.Status.Length];
            int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return bytes[..read];
        }
        catch (Exception exception) when (FileErrors.Are(exception))
        {
            return null;
        }
    }

    /// <summary>As <see cref="ReadBytes"/>; empty instead of null.</summary>
    public static IReadOnlyList<string> ReadLines(IHostTree tree, string path) =>
        ReadBytes(tree, path) is { } bytes ? Encoding.UTF8.GetString(bytes).Split('\n') : [];
}
