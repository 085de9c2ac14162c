namespace ScaleSim.Docker.Images;

/// <summary>A folder of this machine as the content of an image.</summary>
internal static class ImageFolder
{
    private const UnixFileMode AllRead = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode AllExecute =
        UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>
    /// All that lies under the folder. Of a file's mode only whether it may be executed counts, and of a directory's
    /// only whether all may write to it (1777 of a tmp): the rest depends on the umask of whoever built it, and the
    /// same content is to make the same image.
    /// </summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static IReadOnlyList<ImageFile> Read(string folder) =>
    [
        .. new DirectoryInfo(folder).EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
            .Select(entry => ToImageFile(folder, entry)),
    ];

    private static ImageFile ToImageFile(string folder, FileSystemInfo entry)
    {
        string path = Path.GetRelativePath(folder, entry.FullName);
        return entry switch
        {
            { LinkTarget: { } target } => ImageFile.SymbolicLink(path, target),
            DirectoryInfo => ImageFile.Directory(path, DirectoryModeOf(entry)),
            _ => ImageFile.FromFile(path, entry.FullName, ModeOf(entry)),
        };
    }

    /// <summary>Null is the usual mode. What all may write to is made so on purpose, and no umask does it.</summary>
    private static UnixFileMode? DirectoryModeOf(FileSystemInfo directory) =>
        OperatingSystem.IsWindows() || (directory.UnixFileMode & UnixFileMode.OtherWrite) == 0
            ? null
            : directory.UnixFileMode;

    private static UnixFileMode ModeOf(FileSystemInfo file)
    {
        UnixFileMode mode = AllRead | UnixFileMode.UserWrite;
        return OperatingSystem.IsWindows() || (file.UnixFileMode & UnixFileMode.UserExecute) == 0
            ? mode
            : mode | AllExecute;
    }
}
