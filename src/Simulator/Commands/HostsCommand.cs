using System.CommandLine;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;
using ScaleSim.Simulator.HostNames;
using ScaleSim.Simulator.Keeper;
using ScaleSim.Simulator.Launch;
using ScaleSim.Simulator.Terminal;

namespace ScaleSim.Simulator.Commands;

/// <summary>
/// <c>hosts</c>: the names of a live cluster with their addresses, from what the engine remembers: no keeper is needed,
/// but for <c>--dns</c>, which says how to make this system's resolver ask the keeper.
/// </summary>
internal static class HostsCommand
{
    public static Command Create(CommandContext context)
    {
        Argument<string?> name = ClusterChoice.Argument();
        Option<HostsFormat> format = Flags.Choice("--format", "How to print it.", HostsFormat.Hosts);
        Option<bool> dns = Flags.Switch(
            "--dns", "Say instead how to make this system's resolver ask the cluster's DNS responder.");
        var command = new Command("hosts", "Prints a cluster's names as a hosts file.") { name, format, dns };
        command.SetAction((parsed, _) => CommandRunner.RunAsync(context, async cancellationToken =>
        {
            await using IEngine engine = await EngineFactory.ConnectAsync(
                EngineKind.Docker, 0, context.Services.Time, cancellationToken);
            ClusterState cluster = await FindAsync(engine, parsed.GetValue(name), cancellationToken);
            if (parsed.GetValue(dns))
            {
                ResolverView.Write(context.Output, cluster, await AskAsync(cluster, cancellationToken));
                return ExitCode.Ok;
            }

            NameTable names = NameTable.Of(cluster, await ExposureAsync(engine, cluster, cancellationToken));
            HostsView.Write(context.Output, cluster.Run, names, parsed.GetValue(format));
            return ExitCode.Ok;
        }));
        return command;
    }

    private static async Task<ClusterState> FindAsync(
        IEngine engine, string? name, CancellationToken cancellationToken)
    {
        IReadOnlyList<ClusterState> clusters = await engine.ListAsync(cancellationToken);
        return ClusterChoice.Choose(clusters, name, "hosts") ?? throw new CommandException(
            ExitCode.Usage,
            name is null
                ? "There is no cluster of yours: nothing on this engine bears your labels. 'scalesim up' starts one."
                : $"There is no cluster {name}: nothing on this engine bears its labels. 'scalesim status' lists those "
                    + "that there are.");
    }

    private static async Task<Exposure> ExposureAsync(
        IEngine engine, ClusterState cluster, CancellationToken cancellationToken) =>
        cluster.Expose is { } planned ? planned
            : cluster.Spec is { } spec ? EngineFit.ExposureOf(spec, await engine.ReadFactsAsync(cancellationToken))
            : Exposure.Direct;

    /// <returns>Where the keeper answers, as HOST:PORT.</returns>
    private static async Task<string> AskAsync(ClusterState cluster, CancellationToken cancellationToken)
    {
        if (cluster.Keeper is not { } identity)
        {
            throw new CommandException(
                ExitCode.Failed,
                $"Cluster {cluster.Cluster} has no keeper: its network, whose label names it, is gone or has none. "
                + $"'scalesim hosts {cluster.Cluster}' prints them for a hosts file.");
        }

        using KeeperClient keeper = await KeeperClient.ConnectAsync(identity.Socket, cancellationToken);
        KeeperReply reply = await keeper.AskAsync(new KeeperRequest(KeeperVerb.Status), cancellationToken);
        return reply.Dns ?? throw new CommandException(
            ExitCode.Failed,
            $"The keeper of cluster {cluster.Cluster} answers no names: it could take no port of the loopback, and its "
            + $"log beside {identity.Socket} says why. 'scalesim hosts {cluster.Cluster}' prints them for a file.");
    }
}
