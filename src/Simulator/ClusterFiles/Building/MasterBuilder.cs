using System.Globalization;
using ScaleSim.Core.Ports;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Workers;
using ScaleSim.Simulator.ClusterFiles.Model;

namespace ScaleSim.Simulator.ClusterFiles.Building;

/// <summary>The master that a file describes, where it is not the built-in one.</summary>
internal static class MasterBuilder
{
    /// <summary>Null, with an error told, where it can't be made.</summary>
    public static MasterSpec? Build(MasterKeys keys, FileContext context) =>
        Alternatives.One(keys, "master", context.Errors, "process", "external") switch
        {
            "process" when keys.Process is { } process => ProcessOf(process, context),
            "external" when keys.External is { } external => ExternalOf(external, context),
            _ => null,
        };

    private static ProcessMasterSpec? ProcessOf(ProcessKeys keys, FileContext context)
    {
        IReadOnlyDictionary<string, string>? environment =
            EnvironmentBuilder.Build(keys.Environment, keys, context);
        var spec = new ProcessMasterSpec
        {
            Port = keys.Port ?? 0,
            Command = context.HostCommand(keys.Command?.Items ?? []),
            Environment = environment ?? new Dictionary<string, string>(),
            User = keys.User,
            WorkingDirectory = keys.WorkingDirectory is { } folder ? context.AbsoluteTemplate(folder) : null,
            Ready = ProbeBuilder.ForMaster(keys.Ready, context),
            StopSignal = keys.StopSignal,
            StopTimeout = keys.StopTimeout,
            LogFile = keys.LogFile is { } log ? context.Absolute(log) : null,
            Restart = keys.Restart ?? RestartSpec.Never,
            MetricsPath = keys.Metrics?.Path,
            RequestsMetric = keys.Metrics?.Requests,
            LatencyMetric = keys.Metrics?.Latency,
        };
        return keys is { Command: not null, Port: not null } ? spec : null;
    }

    private static ExternalMasterSpec? ExternalOf(ExternalKeys keys, FileContext context)
    {
        if (keys.Address is not { } address)
        {
            return keys is { Host: { } host, Port: { } port }
                ? new ExternalMasterSpec
                {
                    Host = host,
                    Port = port,
                    Ready = ProbeBuilder.ForMaster(keys.Ready, context),
                    MetricsPath = keys.Metrics?.Path,
                    RequestsMetric = keys.Metrics?.Requests,
                    LatencyMetric = keys.Metrics?.Latency,
                }
                : null;
        }

        int colon = address.LastIndexOf(':');
        if (colon > 0
            && int.TryParse(address[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && number is > 0 and <= PortRange.PortMax)
        {
            return new ExternalMasterSpec { Host = address[..colon], Port = number };
        }

        context.Add(
            keys.At(""),
            $"'external' is '{FileErrors.Shown(address)}'",
            "it takes a host and a port from 1 to 65535",
            "Write external: master.example:9421, for example");
        return null;
    }
}
