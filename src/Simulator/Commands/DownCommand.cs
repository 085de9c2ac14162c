using System.CommandLine;
using System.Globalization;
using ScaleSim.Core.Engines;
using ScaleSim.Simulator.Keeper;
using ScaleSim.Simulator.Launch;
using ScaleSim.Simulator.Remains;
using ScaleSim.Simulator.Terminal;

namespace ScaleSim.Simulator.Commands;

/// <summary><c>down</c>: removes a cluster and all that bears its marks. Twice is not an error.</summary>
internal static class DownCommand
{
    public static Command Create(CommandContext context)
    {
        Argument<string?> name = ClusterChoice.Argument();
        Option<bool> force = Flags.Switch("--force", "Remove another user's cluster too.");
        Option<bool> verbose = Flags.Switch("--verbose", "Say of each kind of thing that none of it is left.");
        Option<OutputFormat> format = Flags.Choice(
            "--format", "How to print what was looked for in the end.", OutputFormat.Table);
        var command = new Command("down", "Removes a cluster and proves that nothing of it is left.")
        {
            name, force, verbose, format,
        };
        command.SetAction((parsed, _) => CommandRunner.RunAsync(context, cancellationToken => RunAsync(
            context,
            parsed.GetValue(name),
            parsed.GetValue(force),
            new DownView(context, parsed.GetValue(format), parsed.GetValue(verbose)),
            cancellationToken)));
        return command;
    }

    private static async Task<int> RunAsync(
        CommandContext context, string? name, bool force, DownView result, CancellationToken cancellationToken)
    {
        await using IEngine engine = await EngineFactory.ConnectAsync(
            EngineKind.Docker, 0, context.Services.Time, cancellationToken);
        ClusterState? cluster = ClusterChoice.Choose(await engine.ListAsync(cancellationToken), name, "down");
        if (cluster is null)
        {
            context.Say(name is null ? "There is no cluster of yours." : $"There is no cluster {name}.");
        }
        else
        {
            ClusterChoice.RefuseOthers(cluster, force, "remove");
            await RemoveAsync(context, engine, cluster, result, cancellationToken);
        }

        EngineFacts facts = await engine.ReadFactsAsync(cancellationToken);
        await OrphanReaper.ReapAsync(engine, facts.IsLocal, context.Say, context.Services.Time, cancellationToken);
        return ExitCode.Ok;
    }

    private static async Task RemoveAsync(
        CommandContext context,
        IEngine engine,
        ClusterState cluster,
        DownView result,
        CancellationToken cancellationToken)
    {
        long started = context.Services.Time.GetTimestamp();
        using KeeperClient? keeper = await HoldAsync(context, cluster, cancellationToken);
        int ended = 0;
        int removed = 0;
        await using ICountView view = RunViews.ForCount(
            context.Consoles.Error,
            Environment.GetEnvironmentVariable,
            RunStepKind.WorkersRemoved,
            cluster.Workers.Count);
        RemainsReport remains = await ClusterRemoval.RemoveAndLookAsync(
            engine,
            cluster.Cluster,
            run: null,
            keeper,
            cluster.Keeper is { } identity ? KeeperPaths.Of(identity.Socket) : null,
            cluster.Keeper?.HostsFile,
            happened =>
            {
                ended += happened.Kind == EngineEventKind.WorkerEnded ? 1 : 0;
                removed += happened.Kind == EngineEventKind.WorkerRemoved ? 1 : 0;
                view.Update(Math.Max(ended, removed), context.Services.Time.GetElapsedTime(started));
            },
            CancellationToken.None);
        view.Complete(removed, context.Services.Time.GetElapsedTime(started));
        context.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"Removed cluster {cluster.Cluster}: {Figures.Count(cluster.Workers.Count, "worker")}, "
            + $"{Figures.Count(cluster.Nodes.Count, "node")}, network "
            + $"and master, in {context.Services.Time.GetElapsedTime(started).TotalSeconds:0.0} s."));
        result.Write(cluster, remains, context.Services.Time.GetElapsedTime(started));
        remains.ThrowIfLeft(cluster.Cluster);
    }

    /// <summary>Takes hold, so that the keeper goes on with the removal should this process be killed.</summary>
    private static async Task<KeeperClient?> HoldAsync(
        CommandContext context, ClusterState cluster, CancellationToken cancellationToken)
    {
        if (cluster.Keeper is not { } identity || !ProcessIdentity.IsAlive(identity))
        {
            context.Say(
                $"The keeper of {cluster.Cluster} is gone, and its master with it; "
                + "the containers are removed without it.");
            TryMarkHeld(cluster);
            return null;
        }

        try
        {
            KeeperClient keeper = await KeeperClient.ConnectAsync(identity.Socket, cancellationToken);
            await keeper.AskAsync(KeeperRequest.Hold(), cancellationToken);
            return keeper;
        }
        catch (KeeperException exception)
        {
            context.Say(exception.Message);
            return null;
        }
    }

    /// <summary>
    /// Without a keeper that goes on, the next command has to know that the cluster is to go should this one be killed.
    /// </summary>
    private static void TryMarkHeld(ClusterState cluster)
    {
        if (cluster.Keeper is not { } identity || !ClusterChoice.IsOwn(cluster))
        {
            return;
        }

        KeeperPaths paths = KeeperPaths.Of(identity.Socket);
        try
        {
            // Another host's may be a folder that this one could not have.
            if (KeeperPaths.Roots.Contains(Path.GetDirectoryName(paths.Directory)))
            {
                paths.Create();
                paths.WriteHolder(ProcessMark.Of(Environment.ProcessId));
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Then 'down' has to be called again.
        }
    }
}
