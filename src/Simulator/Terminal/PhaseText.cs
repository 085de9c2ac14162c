using ScaleSim.Core.Runs;

namespace ScaleSim.Simulator.Terminal;

/// <summary>What a run does in each phase, in words.</summary>
internal static class PhaseText
{
    /// <summary>While it lasts.</summary>
    public static string Doing(RunPhase phase) => phase switch
    {
        RunPhase.Plan => "planning",
        RunPhase.Prepare => "preparing the network and the image",
        RunPhase.Master => "starting the master",
        RunPhase.Start => "starting nodes and workers",
        RunPhase.Ready => "waiting until every worker is ready",
        RunPhase.Registered => "waiting until the master counts every worker",
        RunPhase.SafeChecks => "checking",
        RunPhase.TestCommand => "running the test command",
        RunPhase.DisruptiveChecks => "checking under failures",
        RunPhase.Report => "writing the report",
        RunPhase.Down => "removing the cluster",
        _ => "done",
    };

    /// <summary>Once it is over; null for a phase whose steps or checks have lines of their own.</summary>
    public static string? Done(RunPhase phase) => phase switch
    {
        RunPhase.Prepare => "prepared the network and the image",
        RunPhase.Master => "master ready",
        RunPhase.TestCommand => "ran the test command",
        _ => null,
    };
}
