namespace ScaleSim.Docker.Images;

/// <summary>One entry of an image's file system: a file, a symbolic link or a directory.</summary>
internal sealed record ImageFile
{
    private const UnixFileMode Executable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private ImageFile(string path, ImageFileKind kind, UnixFileMode mode)
    {
        Path = Normalize(path);
        Kind = kind;
        Mode = mode;
    }

    /// <summary>Relative to the image's root, such as <c>bin/worker</c>.</summary>
    public string Path { get; }

    public ImageFileKind Kind { get; }

    public UnixFileMode Mode { get; }

    /// <summary>Its owner's number; 0 is root.</summary>
    public int Uid { get; init; }

    /// <summary>Its group's number; 0 is root.</summary>
    public int Gid { get; init; }

    /// <summary>The file of this machine that holds the content, for <see cref="ImageFileKind.SourceFile"/>.</summary>
    public string SourcePath { get; private init; } = "";

    /// <summary>The content, for <see cref="ImageFileKind.Content"/>.</summary>
    public ReadOnlyMemory<byte> Content { get; private init; }

    /// <summary>Where a <see cref="ImageFileKind.SymbolicLink"/> points, inside the image.</summary>
    public string LinkTarget { get; private init; } = "";

    /// <param name="mode">Null is 0755.</param>
    public static ImageFile FromFile(string path, string sourcePath, UnixFileMode? mode = null) =>
        new(path, ImageFileKind.SourceFile, mode ?? Executable) { SourcePath = System.IO.Path.GetFullPath(sourcePath) };

    /// <param name="mode">Null is 0755.</param>
    public static ImageFile FromContent(string path, ReadOnlyMemory<byte> content, UnixFileMode? mode = null) =>
        new(path, ImageFileKind.Content, mode ?? Executable) { Content = content };

    public static ImageFile SymbolicLink(string path, string target)
    {
        ArgumentException.ThrowIfNullOrEmpty(target);
        return new(path, ImageFileKind.SymbolicLink, Executable) { LinkTarget = target };
    }

    /// <summary>Needed only for an empty directory or another mode: the parents of files are made with 0755.</summary>
    /// <param name="mode">Null is 0755.</param>
    public static ImageFile Directory(string path, UnixFileMode? mode = null) =>
        new(path, ImageFileKind.Directory, mode ?? Executable);

    private static string Normalize(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > 0 && !parts.Any(part => part is "." or "..") && !path.Contains('\0')
            ? string.Join('/', parts)
            : throw new ArgumentException($"\"{path}\" is no path inside an image.", nameof(path));
    }
}
