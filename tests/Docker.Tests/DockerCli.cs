using System.Diagnostics;

namespace ScaleSim.Docker.Tests;

/// <summary>The <c>docker</c> command: the witness that is not the code under test.</summary>
internal static class DockerCli
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Runs <c>docker</c> with these arguments and returns what it printed, without the last newline.
    /// </summary>
    public static async Task<string> RunAsync(params string[] arguments)
    {
        var (exitCode, stdout, stderr) = await TryRunAsync(arguments);
        Assert.True(exitCode == 0, $"docker {string.Join(' ', arguments)} ended with {exitCode}: {stderr}{stdout}");
        return stdout;
    }

    public static async Task<(int ExitCode, string Stdout, string Stderr)> TryRunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("docker", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("docker did not start.");
        using var deadline = new CancellationTokenSource(Deadline);
        var stdout = process.StandardOutput.ReadToEndAsync(deadline.Token);
        var stderr = process.StandardError.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        return (process.ExitCode, (await stdout).TrimEnd('\n'), (await stderr).TrimEnd('\n'));
    }
}
