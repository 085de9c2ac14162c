using System.Globalization;
using ScaleSim.Core.Hosts.Programs;
using ScaleSim.Core.Runs;
using ScaleSim.Core.Specs.Probes;

namespace ScaleSim.Simulator.Keeper;

/// <summary>One look at a master: its port, a path, a line of its output or a command on the host.</summary>
/// <param name="host">Where its own port is.</param>
/// <param name="probe">Rendered; null for the port alone.</param>
/// <param name="hasPrinted">Whether its output has matched a probe of the log.</param>
internal sealed class MasterProbe(
    string host, int port, ProbeSpec? probe, Func<bool> hasPrinted, HttpClient http, TimeProvider time)
{
    private const int OutputBytesMax = 64 << 10;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ExecTimeout = TimeSpan.FromSeconds(10);

    /// <returns>Null when it serves, else why not, as the end of a sentence.</returns>
    public Task<string?> TryAsync(CancellationToken cancellationToken) => probe switch
    {
        HttpProbeSpec look => LookAsync(
            PortOf(look.Port), new HttpLook(look.Path, look.Status, look.Body), cancellationToken),
        LogProbeSpec log => Task.FromResult(
            hasPrinted() ? null : $"no line of its output matches {log.Pattern}"),
        ExecProbeSpec exec => ExecAsync(exec.Command, cancellationToken),
        TcpProbeSpec tcp => LookAsync(PortOf(tcp.Port), look: null, cancellationToken),
        _ => LookAsync(port, look: null, cancellationToken),
    };

    private async Task<string?> LookAsync(int at, HttpLook? look, CancellationToken cancellationToken)
    {
        string? reason = await ReadinessProbe.TryAsync(http, host, at, look, Timeout, time, cancellationToken);
        return reason is null ? null : $"it does not answer at {host}:{at}{look?.Path}: {reason}";
    }

    private async Task<string?> ExecAsync(IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        ProgramResult result = await new HostProgram(command, ExecTimeout, OutputBytesMax, time)
            .RunAsync(cancellationToken);
        return result.ExitCode == 0 ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"'{string.Join(' ', command)}' {result.Problem ?? $"ended with exit code {result.ExitCode}"}");
    }

    private int PortOf(string? number) =>
        int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int other) ? other : port;
}
