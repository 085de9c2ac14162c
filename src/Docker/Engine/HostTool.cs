using System.Globalization;
using ScaleSim.Core.Hosts.Programs;

namespace ScaleSim.Docker.Engine;

/// <summary>
/// Runs programs that change this machine's network, each to its end: the kernel's locks may hold one up, and nobody
/// else would end it.
/// </summary>
internal sealed class HostTool(TimeProvider time)
{
    /// <value>tc takes milliseconds; on a machine that starts a thousand containers, seconds.</value>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private const int OutputBytesMax = 64 << 10;

    /// <param name="command">The program and its arguments.</param>
    /// <returns>Why it failed, in its own words where it has some; null where it succeeded.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled; nothing of the program is left.</exception>
    public async Task<string?> RunAsync(IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        ProgramResult result = await new HostProgram(command, Timeout, OutputBytesMax, time)
            .RunAsync(cancellationToken).ConfigureAwait(false);
        return result switch
        {
            { ExitCode: 0 } => null,
            { Problem: { } problem } => $"{command[0]} {problem}",
            _ => string.Create(
                CultureInfo.InvariantCulture, $"{(result.Error + result.Output).Trim()} (exit code {result.ExitCode})"),
        };
    }
}
