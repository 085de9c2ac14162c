using ScaleSim.Core.Ramdisks;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Images;
using ScaleSim.Core.Specs.Workers;
using ScaleSim.Simulator.ClusterFiles.Model;

namespace ScaleSim.Simulator.ClusterFiles.Building;

/// <summary>Workers that are alike, out of the keys of a group.</summary>
internal static class GroupBuilder
{
    /// <param name="keys">The group's, with what it takes from <c>workers</c>.</param>
    /// <param name="name">Its name, as its workers are called.</param>
    /// <param name="countDefault">How many workers where nobody says.</param>
    /// <param name="builtIn">The workers that an image need not be given for; null where there are none.</param>
    public static WorkerGroupSpec? Build(
        GroupKeys keys, string name, int countDefault, WorkerGroupSpec? builtIn, FileContext context)
    {
        WorkerGroupSpec? usual = builtIn;
        if (builtIn is null || keys is not { Image: null, Archive: null, FromHost: null })
        {
            ImageSpec? image = ImageBuilder.Build(keys, name, context);
            usual = image is null ? null : new WorkerGroupSpec { Count = 0, Image = image };
        }

        // Everything else is looked at even where the image is missing: all errors at once.
        WorkerGroupSpec group = Limits(usual ?? new WorkerGroupSpec { Count = 0, Image = "missing" }, keys);
        group = Program(group, keys, context) with { Name = name, Count = keys.Count ?? countDefault };
        string? firstPort = group.Ports is [{ Name: { } first }, ..] ? first : null;
        group = group with { Ready = ProbeBuilder.ForWorker(keys.Ready, firstPort, context) ?? group.Ready };
        return usual is null ? null : group;
    }

    private static WorkerGroupSpec Program(WorkerGroupSpec usual, GroupKeys keys, FileContext context) => usual with
    {
        Command = keys.Command?.Items ?? usual.Command,
        User = keys.User ?? usual.User,
        WorkingDirectory = keys.WorkingDirectory ?? usual.WorkingDirectory,
        Environment = Joined(usual.Environment, EnvironmentBuilder.Build(keys.Environment, keys, context)),
        Ports = keys.Ports is { } ports
            ? [.. ports.Select(port => new PortSpec(port.Key, port.Value.Number))]
            : usual.Ports,
        Ramdisks = RamdisksOf(keys.Ramdisks) ?? usual.Ramdisks,
        Mounts = keys.Mounts is { } mounts ? MountBuilder.Build(mounts, context) : usual.Mounts,
        Files = keys.Files is { } files ? FileBuilder.Build(files, context) : usual.Files,
        Restart = keys.Restart ?? usual.Restart,
        StopSignal = keys.StopSignal ?? usual.StopSignal,
        StopTimeout = keys.StopTimeout ?? usual.StopTimeout,
        Hostname = keys.Hostname ?? usual.Hostname,
        PerNode = keys.PerNode?.Count ?? usual.PerNode,
    };

    private static WorkerGroupSpec Limits(WorkerGroupSpec usual, GroupKeys keys) => usual with
    {
        MemoryBytes = keys.Memory?.Bytes ?? usual.MemoryBytes,
        IdleMemoryBytes = keys.IdleMemory?.Bytes ?? usual.IdleMemoryBytes,
        Cpus = keys.Cpus ?? usual.Cpus,
        Pids = keys.Pids ?? usual.Pids,
        ReadOnlyRoot = keys.ReadOnlyRoot ?? usual.ReadOnlyRoot,
        Ulimits = UlimitsOf(keys.Ulimits) ?? usual.Ulimits,
        Sysctls = keys.Sysctls ?? usual.Sysctls,
        Capabilities = keys.Capabilities ?? usual.Capabilities,
        ShmSizeBytes = keys.ShmSize?.Bytes ?? usual.ShmSizeBytes,
        TimerSlack = keys.TimerSlack ?? usual.TimerSlack,
        Logs = keys.Logs is { } logs
            ? new LogSpec(logs.MaxSize?.Bytes ?? usual.Logs.MaxSizeBytes, logs.MaxFiles ?? usual.Logs.MaxFiles)
            : usual.Logs,
        Network = keys.Network?.Rate is { } rate ? new NetworkLimitSpec(rate.Bits) : usual.Network,
    };

    private static IReadOnlyDictionary<string, string> Joined(
        IReadOnlyDictionary<string, string> usual, IReadOnlyDictionary<string, string>? given)
    {
        if (given is null)
        {
            return usual;
        }

        Dictionary<string, string> joined = new(usual, StringComparer.Ordinal);
        foreach ((string name, string value) in given)
        {
            joined[name] = value;
        }

        return joined;
    }

    private static IReadOnlyList<RamdiskSpec>? RamdisksOf(IReadOnlyList<RamdiskKeys>? ramdisks) => ramdisks is null
        ? null
        : [
            .. ramdisks.Select(ramdisk =>
            {
                var spec = new RamdiskSpec(
                    ramdisk.Path ?? "/missing", ramdisk.Size?.Bytes ?? RamdiskSpec.DefaultSizeBytes)
                { Owner = ramdisk.Owner };
                return ramdisk.Mode is { } mode ? spec with { Mode = mode.Digits } : spec;
            }),
        ];

    private static Dictionary<string, UlimitSpec>? UlimitsOf(IReadOnlyDictionary<string, UlimitKeys>? ulimits) =>
        ulimits?.ToDictionary(
            pair => pair.Key,
            pair => new UlimitSpec(
                pair.Value.Both ?? pair.Value.Soft ?? 0, pair.Value.Both ?? pair.Value.Hard ?? 0),
            StringComparer.Ordinal);
}
