using ScaleSim.Core.Planning;
using ScaleSim.Core.Ports;
using ScaleSim.Core.Runs;
using ScaleSim.Simulator.Launch;
using Spectre.Console;

namespace ScaleSim.Simulator.Terminal;

/// <summary>What a user needs to know of a cluster that is up: where its master and workers are, how it ends.</summary>
internal static class UpView
{
    /// <param name="now">What the time that is left is counted from.</param>
    public static void Write(IAnsiConsole console, LiveCluster live, TimeSpan elapsed, DateTimeOffset now)
    {
        ClusterPlan plan = live.Plan;
        WorkerPlan first = plan.Workers[0];
        Messages.Line(
            console,
            $"{plan.Cluster} is up: {Figures.Count(plan.Workers.Count, "worker")} on "
            + $"{Figures.Count(plan.Nodes.Count, "node")} in {Figures.Duration(elapsed)}.");
        Messages.Line(console, $"  master   {plan.Master.Endpoint}");
        Messages.Line(
            console,
            $"  workers  {first.Name} is at {WorkerEndpoints.AddressFromHost(plan, first)}"
            + $"{string.Concat(first.Ports.Select(Describe))}; "
            + $"'scalesim status {plan.Cluster} --format csv' lists all");
        if (live.Dns is { } dns)
        {
            Messages.Line(
                console,
                $"  names    answered by DNS at {dns}; 'scalesim hosts {plan.Cluster} --dns' says how to ask it");
        }

        if (live.HostsFile is { } hostsFile)
        {
            Messages.Line(console, $"  hosts    the names are in {hostsFile} until it is removed");
        }

        if (live.ExpiresAt is { } end)
        {
            Messages.Line(console, $"  ends     {TimeLeft.Of(end, now)}, and is removed then");
        }

        Messages.Line(console, $"  remove   scalesim down {plan.Cluster}");
    }

    private static string Describe(NamedPort port) => $", {port.Name} {RawText.Number(port.Number)}";
}
