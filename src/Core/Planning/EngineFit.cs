using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Planning;

/// <summary>Finds what this machine's engine can't do for a spec.</summary>
public static class EngineFit
{
    /// <value>The first API that passes annotations on to the runtime: Engine 24.</value>
    private static readonly Version SharedShimApi = new(1, 43);

    // Whose shim is known to read the annotation; another runtime's may read something else into it.
    private static readonly string[] RuntimesThatShare = ["runc", "crun", "io.containerd.runc.v2"];

    /// <summary>Direct or published: what the spec asks for, else what suits the engine.</summary>
    public static Exposure ExposureOf(ClusterSpec spec, EngineFacts engine) => spec.Expose switch
    {
        Exposure.Auto => engine.IsLocal ? Exposure.Direct : Exposure.Published,
        _ => spec.Expose,
    };

    /// <summary>The spec with what it leaves to the engine decided.</summary>
    public static ClusterSpec Settle(ClusterSpec spec, EngineFacts engine)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(engine);
        return spec.Shim == ShimSharing.Auto ? spec with { Shim = ShimOf(spec, engine) } : spec;
    }

    private static ShimSharing ShimOf(ClusterSpec spec, EngineFacts engine)
    {
        string runtime = string.IsNullOrWhiteSpace(spec.Runtime) ? engine.DefaultRuntime : spec.Runtime;
        return engine.ApiVersion >= SharedShimApi && RuntimesThatShare.Contains(runtime)
            ? ShimSharing.Node
            : ShimSharing.Worker;
    }

    internal static void Check(ClusterSpec spec, HostFacts facts, PlanErrors errors)
    {
        CheckReach(spec, facts.Engine, errors);
        CheckRuntime(spec, facts.Engine, errors);
        CheckRates(spec, facts.Engine, errors);
        CheckTimers(spec, facts.Engine, errors);
        foreach (WorkerGroupSpec group in spec.Groups.Where(group => group.Cpus > facts.Engine.Cores))
        {
            errors.TooMuch(
                FormattableString.Invariant($"Group '{group.Name}' has a limit of {group.Cpus} cores"),
                $"the engine's machine has {facts.Engine.Cores}",
                $"Give --cpus {facts.Engine.Cores} or less, or leave it away for no limit");
        }
    }

    private static void CheckReach(ClusterSpec spec, EngineFacts engine, PlanErrors errors)
    {
        if (spec.Expose == Exposure.Direct && !engine.IsLocal)
        {
            errors.TooMuch(
                $"Direct exposure is asked for with a remote engine ({engine.Kind} {engine.Version})",
                "this machine can't route to its nodes' addresses",
                "Use --expose published");
        }

        if (spec.Master is ProcessMasterSpec && !engine.IsLocal)
        {
            errors.TooMuch(
                $"The master is to run on this machine with a remote engine ({engine.Kind} {engine.Version})",
                "workers there can't reach a process here",
                "Start the master where they can and give --master host:port");
        }
    }

    private static void CheckRates(ClusterSpec spec, EngineFacts engine, PlanErrors errors)
    {
        if (engine.NoNetworkRate is not { } why)
        {
            return;
        }

        foreach (WorkerGroupSpec group in spec.Groups.Where(group => group.Network is not null))
        {
            errors.TooMuch(
                $"Group '{group.Name}' has a network rate of {BitRate.Format(group.Network!.RateBits)}",
                why,
                "Run where it can be set, or leave network away for no bound");
        }
    }

    private static void CheckTimers(ClusterSpec spec, EngineFacts engine, PlanErrors errors)
    {
        if (engine.NoTimerSlack is not { } why)
        {
            return;
        }

        foreach (WorkerGroupSpec group in spec.Groups.Where(group => group.TimerSlack is not null))
        {
            errors.TooMuch(
                FormattableString.Invariant(
                    $"Group '{group.Name}' has a timer slack of {group.TimerSlack!.Value.TotalMilliseconds} ms"),
                why,
                "Run where it can be set, or leave timerSlack away for the kernel's own");
        }
    }

    private static void CheckRuntime(ClusterSpec spec, EngineFacts engine, PlanErrors errors)
    {
        if (!string.IsNullOrWhiteSpace(spec.Runtime) && !engine.Runtimes.Contains(spec.Runtime))
        {
            errors.TooMuch(
                $"Runtime '{spec.Runtime}' is unknown to the engine ({engine.Kind} {engine.Version})",
                $"its {engine.Runtimes.Count} runtimes are: {string.Join(", ", engine.Runtimes)}",
                $"Install {spec.Runtime}, name it under \"runtimes\" in /etc/docker/daemon.json and reload dockerd, "
                    + "or leave --runtime away");
        }

        if (spec.Shim == ShimSharing.Node && engine.ApiVersion < SharedShimApi)
        {
            errors.TooMuch(
                $"One shim per node is asked for with {engine.Kind} {engine.Version}, API {engine.ApiVersion}",
                $"sharing a shim needs API {SharedShimApi} (Engine 24)",
                "Use --shim worker, or a newer Engine");
        }
    }
}
