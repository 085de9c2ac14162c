using System.Runtime.InteropServices;
using ScaleSim.Core.Hosts.Files;

namespace ScaleSim.Core.HostPrograms.Files;

/// <summary>The real file system of this machine, which has to run Linux.</summary>
internal sealed class HostTree : IHostTree
{
    private const int NoEntry = 2;
    private const int AccessDenied = 13;
    private const int NotDirectory = 20;
    private const int TypeMask = 0xf000;

    public PathStatus? Find(string path)
    {
        int error = FileCalls.ReadStatus(path, follow: false, out FileStatus status);
        if (error != 0)
        {
            return error switch
            {
                NoEntry or NotDirectory => null,
                AccessDenied => throw new UnauthorizedAccessException(Reason(AccessDenied)),
                _ => throw new IOException(Reason(error)),
            };
        }

        PathKind kind = KindOf(status.Mode);
        return new PathStatus(
            kind,
            (UnixFileMode)(status.Mode & 0xfff),
            kind == PathKind.File ? status.SizeBytes : 0,
            kind == PathKind.SymbolicLink ? new FileInfo(path).LinkTarget ?? "" : "");
    }

    public IReadOnlyList<string> List(string directory)
    {
        // This overload hides nothing and fails where it may not read; with new EnumerationOptions() it would not.
        string[] names = [.. Directory.EnumerateFileSystemEntries(directory).Select(NameOf)];
        Array.Sort(names, StringComparer.Ordinal);
        return names;
    }

    public Stream Open(string path) => new FileStream(
        path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

    private static string NameOf(string path) => Path.GetFileName(path);

    /// <summary>Such as <c>Permission denied</c>.</summary>
    private static string Reason(int error) => Marshal.GetPInvokeErrorMessage(error);

    /// <remarks>S_IFMT and its values, of inode(7).</remarks>
    private static PathKind KindOf(ushort mode) => (mode & TypeMask) switch
    {
        0x8000 => PathKind.File,
        0x4000 => PathKind.Directory,
        0xa000 => PathKind.SymbolicLink,
        _ => PathKind.Special,
    };
}
