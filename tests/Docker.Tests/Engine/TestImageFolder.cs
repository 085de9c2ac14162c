using ScaleSim.Docker.Engine;
using ScaleSim.Docker.Images;

namespace ScaleSim.Docker.Tests.Engine;

/// <summary>
/// A folder that the engine makes an image from: a shell, and an entry point that knows what a sandbox and a worker
/// are asked for. A worker ends when it is asked to: the first process of a container ignores signals that it does not
/// handle, and whoever stops it would wait.
/// </summary>
internal static class TestImageFolder
{
    public const string Name = "scalesim-test/worker";

    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const string EntryPoint =
        """
        #!/bin/sh
        case "$1" in
            pause) exec sleep 86400 ;;
            worker) echo "$2 starts"; trap 'exit 0' TERM; sleep 86400 & wait; exit 1 ;;
            die) echo "$2 can't go on" >&2; exit 3 ;;
        esac
        exit 2
        """;

    private static readonly Lazy<ImageSource> Made = new(Make);

    public static ImageSource Source => Made.Value;

    private static ImageSource Make()
    {
        string root = Path.Combine(AppContext.BaseDirectory, "test-image");
        foreach (ImageFile file in TestImage.Files().Where(file => file.Kind == ImageFileKind.SourceFile))
        {
            string target = Path.Combine(root, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file.SourcePath, target, overwrite: true);
        }

        string entry = Path.Combine(root, "entry");
        File.WriteAllText(entry, EntryPoint.ReplaceLineEndings("\n"));
        File.SetUnixFileMode(entry, Executable);
        foreach (string mountPoint in (string[])["tmp", "mnt"])
        {
            Directory.CreateDirectory(Path.Combine(root, mountPoint));
        }

        return new ImageSource(Name, root, ["/entry"]);
    }
}
