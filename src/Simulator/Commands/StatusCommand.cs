using System.CommandLine;
using ScaleSim.Core.Engines;
using ScaleSim.Simulator.Keeper;
using ScaleSim.Simulator.Launch;
using ScaleSim.Simulator.Status;
using ScaleSim.Simulator.Terminal;

namespace ScaleSim.Simulator.Commands;

/// <summary><c>status</c>: a cluster as the engine, its keeper and its master see it now.</summary>
internal static class StatusCommand
{
    public static Command Create(CommandContext context)
    {
        Argument<string?> name = ClusterChoice.Argument();
        Option<OutputFormat> format = Flags.Choice("--format", "How to print it.", OutputFormat.Table);
        var command = new Command("status", "Shows a cluster: its nodes, workers, master and deaths.") { name, format };
        command.SetAction((parsed, _) => CommandRunner.RunAsync(context, async cancellationToken =>
        {
            await using IEngine engine = await EngineFactory.ConnectAsync(
                EngineKind.Docker, 0, context.Services.Time, cancellationToken);
            string? wanted = parsed.GetValue(name);
            IReadOnlyList<ClusterState> clusters = await engine.ListAsync(cancellationToken);
            ClusterState[] own = [.. clusters.Where(ClusterChoice.IsOwn)];
            if (wanted is null && own.Length != 1)
            {
                ClusterListView.Write(
                    context.Output, clusters, parsed.GetValue(format), context.Services.Time.GetUtcNow());
                return ExitCode.Ok;
            }

            ClusterState cluster = ClusterChoice.Choose(clusters, wanted, "status") ?? throw new CommandException(
                ExitCode.Usage,
                $"There is no cluster {wanted}: nothing on this engine bears its labels. 'scalesim list' lists those "
                + "that there are.");
            ClusterStatus status = await ReadAsync(context, cluster, cancellationToken);
            StatusView.Write(context.Output, status, parsed.GetValue(format));
            return status.IsHealthy ? ExitCode.Ok : ExitCode.Failed;
        }));
        return command;
    }

    private static async Task<ClusterStatus> ReadAsync(
        CommandContext context, ClusterState cluster, CancellationToken cancellationToken)
    {
        KeeperReply? keeper = null;
        string? unmanaged = null;
        try
        {
            if (cluster.Keeper is { } identity)
            {
                using KeeperClient client = await KeeperClient.ConnectAsync(identity.Socket, cancellationToken);
                keeper = await client.AskAsync(new KeeperRequest(KeeperVerb.Status), cancellationToken);
            }
        }
        catch (KeeperException exception)
        {
            unmanaged = exception.Message;
        }

        return new ClusterStatus(
            cluster,
            keeper,
            unmanaged,
            await RegisteredWorkers.ReadAsync(
                cluster, context.Services.Http, context.Services.Time, cancellationToken))
        {
            SeenAt = context.Services.Time.GetUtcNow(),
        };
    }
}
