using System.Diagnostics;

namespace ScaleSim.Reference.Tests.Clusters;

/// <summary>A tmpfs that ends with its test.</summary>
internal sealed class TmpfsMount : IDisposable
{
    private static readonly Lazy<bool> Possible = new(TryMount);

    private readonly TempDirectory _directory = new();

    public TmpfsMount(int sizeKiB)
    {
        Path = _directory.Make("tmpfs");
        Assert.Equal(0, Run("mount", "-t", "tmpfs", "-o", $"size={sizeKiB}k", "scalesim-test", Path));
    }

    public static bool IsPossible => Possible.Value;

    public string Path { get; }

    public void Dispose()
    {
        Assert.Equal(0, Run("umount", Path));
        _directory.Dispose();
    }

    private static bool TryMount()
    {
        using var directory = new TempDirectory();
        return Run("mount", "-t", "tmpfs", "scalesim-test", directory.Path) == 0 && Run("umount", directory.Path) == 0;
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
