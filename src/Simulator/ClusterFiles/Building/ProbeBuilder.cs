using System.Globalization;
using ScaleSim.Core.Ports;
using ScaleSim.Core.Specs.Probes;
using ScaleSim.Simulator.ClusterFiles.Model;
using ScaleSim.Simulator.ClusterFiles.Yaml;

namespace ScaleSim.Simulator.ClusterFiles.Building;

/// <summary>When a worker or a master serves.</summary>
internal static class ProbeBuilder
{
    private const string Name = "ready";

    /// <param name="firstPort">The group's first port, which a probe means that names none; null for none.</param>
    public static ProbeSpec? ForWorker(ReadyKeys? ready, string? firstPort, FileContext context)
    {
        if (ready is null)
        {
            return null;
        }

        ProbeSpec? probe = Alternatives.One(ready, Name, context.Errors, "tcp", "http", "log", "exec") switch
        {
            "tcp" when ready.Tcp is { } tcp => new TcpProbeSpec(PortOf(tcp.Port, tcp, firstPort, context)),
            "http" when ready.Http is { Path: { } path } http =>
                HttpOf(http, path, PortOf(http.Port, http, firstPort, context)),
            "log" when ready.Log is { } pattern => new LogProbeSpec(pattern),
            "exec" when ready.Exec is { } command => new ExecProbeSpec(command.Items),
            _ => null,
        };
        return Timed(probe, ready);
    }

    public static ProbeSpec? ForMaster(ReadyKeys? ready, FileContext context)
    {
        if (ready is null)
        {
            return null;
        }

        ProbeSpec? probe = Alternatives.One(ready, Name, context.Errors, "tcp", "http", "log", "exec") switch
        {
            "tcp" when ready.Tcp is { } tcp => new TcpProbeSpec(NumberOf(tcp.Port, tcp, context)),
            "http" when ready.Http is { Path: { } path } http => HttpOf(http, path, NumberOf(http.Port, http, context)),
            "log" when ready.Log is { } pattern => new LogProbeSpec(pattern),
            "exec" when ready.Exec is { } command => new ExecProbeSpec(context.HostCommand(command.Items)),
            _ => null,
        };
        return Timed(probe, ready);
    }

    private static ProbeSpec? Timed(ProbeSpec? probe, ReadyKeys ready) =>
        probe is null ? null : probe with { Interval = ready.Interval, Deadline = ready.Deadline };

    private static HttpProbeSpec HttpOf(HttpKeys http, string path, string? port) =>
        new(port, path) { Status = http.Status ?? 200, Body = http.Body };

    private static string? PortOf(string? port, KeyTable table, string? firstPort, FileContext context)
    {
        if (port is null && firstPort is null)
        {
            context.Add(
                table.At(""),
                "'ready' looks at a port, and the group has 0",
                "only a port can be connected to",
                "Add ports: [rpc], for example, or use log or exec");
        }

        return port ?? firstPort;
    }

    /// <summary>A master's port is a number: it has no names.</summary>
    private static string? NumberOf(string? port, KeyTable table, FileContext context)
    {
        bool isNumber = int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && number is > 0 and <= PortRange.PortMax;
        if (port is not null && !isNumber)
        {
            context.Add(
                table.Node is YamlMap ? table.ValueAt("port") : table.At(""),
                $"The master's probe has the port '{FileErrors.Shown(port)}'",
                "a master's ports have no names, only numbers from 1 to 65535",
                "Write the number, or take it away for the master's own port");
        }

        return port;
    }
}
