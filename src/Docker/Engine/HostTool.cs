using System.ComponentModel;
using System.Diagnostics;

namespace ScaleSim.Docker.Engine;

/// <summary>A program of this machine that changes its network.</summary>
internal static class HostTool
{
    // Not in everybody's PATH.
    private static readonly string[] SystemDirectories = ["/usr/sbin", "/sbin", "/usr/bin", "/bin", "/usr/local/sbin"];

    /// <returns>Its path; null where the machine has none.</returns>
    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(':', StringSplitOptions.RemoveEmptyEntries)
        .Concat(SystemDirectories)
        .Select(directory => Path.Combine(directory, name))
        .FirstOrDefault(File.Exists);

    /// <summary>Runs it to its end.</summary>
    /// <returns>What it printed to say why it failed; null where it succeeded.</returns>
    public static async Task<string?> RunAsync(
        string path, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        try
        {
            using var process = new Process
            {
                StartInfo = new ProcessStartInfo(path, arguments)
                {
                    RedirectStandardOutput = true, RedirectStandardError = true,
                },
            };
            process.Start();
            Task<string> output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            Task<string> error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            string said = (await error.ConfigureAwait(false) + await output.ConfigureAwait(false)).Trim();
            return process.ExitCode == 0 ? null : $"{said} (exit code {process.ExitCode})";
        }
        catch (Win32Exception exception)
        {
            return exception.Message;
        }
    }
}
