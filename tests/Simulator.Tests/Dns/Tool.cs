using System.Diagnostics;

namespace ScaleSim.Simulator.Tests.Dns;

/// <summary>Programs that other people wrote: the witnesses.</summary>
internal static class Tool
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Runs a program to its end and returns the lines that it printed.</summary>
    public static async Task<IReadOnlyList<string>> LinesAsync(string program, params string[] arguments)
    {
        using var deadline = new CancellationTokenSource(Patience);
        using Process process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> error = process.StandardError.ReadToEndAsync(deadline.Token);
        string output = await process.StandardOutput.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        Assert.True(process.ExitCode == 0, $"{program} exited with {process.ExitCode}: {output}{await error}");
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
