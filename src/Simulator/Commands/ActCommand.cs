using System.CommandLine;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Selectors;
using ScaleSim.Simulator.Launch;
using ScaleSim.Simulator.Terminal;

namespace ScaleSim.Simulator.Commands;

/// <summary><c>start</c>, <c>stop</c>, <c>restart</c> and <c>kill</c>: one thing done to some workers.</summary>
internal static class ActCommand
{
    private const int NamedMax = 10;

    public static Command Create(CommandContext context, WorkerAction action)
    {
        (string verb, string description) = Words(action);
        SelectorArgument selector = new(isOptional: false);
        ClusterOptions cluster = new();
        Command command = new(verb, description);
        selector.AddTo(command);
        cluster.AddTo(command, changes: true);
        command.SetAction((parsed, _) => CommandRunner.RunAsync(
            context,
            async cancellationToken =>
            {
                WorkerSelector wanted = selector.Read(parsed);
                await using IEngine engine = await EngineFactory.ConnectAsync(
                    EngineKind.Docker, 0, context.Services.Time, cancellationToken);
                ClusterState found = await cluster.FindToChangeAsync(
                    engine, parsed, verb, named: null, cancellationToken);
                IReadOnlyList<WorkerState> workers = selector.Choose(wanted, parsed, found);
                RefuseWithoutNode(found, workers, action);
                await engine.ActAsync(
                    found.Cluster, action, [.. workers.Select(worker => worker.Index)], cancellationToken);
                Messages.Line(context.Output, Done(action, found, workers));
                return ExitCode.Ok;
            },
            $"Cancelled by a signal. Some of the workers may have been reached by '{verb}'; 'scalesim status' shows "
            + "them."));
        return command;
    }

    private static (string Verb, string Description) Words(WorkerAction action) => action switch
    {
        WorkerAction.Start => ("start", "Starts workers that were stopped, killed or died."),
        WorkerAction.Stop => ("stop", "Stops workers: their stop signal, then SIGKILL after their stop timeout."),
        WorkerAction.Restart => ("restart", "Stops workers and starts them again; their nodes go on."),
        _ => ("kill", "Ends workers by SIGKILL; they are dead until they are started."),
    };

    /// <summary>A worker has the network of its node; where that has ended, there is none to join.</summary>
    private static void RefuseWithoutNode(
        ClusterState cluster, IReadOnlyList<WorkerState> workers, WorkerAction action)
    {
        if (action is not (WorkerAction.Start or WorkerAction.Restart))
        {
            return;
        }

        Dictionary<int, NodeState> nodes = cluster.Nodes.DistinctBy(node => node.Index)
            .ToDictionary(node => node.Index);
        WorkerState[] stranded =
        [
            .. workers.Where(worker => !nodes.TryGetValue(worker.Node, out NodeState? node)
                || (!node.IsWorker && node.Status != ContainerStatus.Running)),
        ];
        if (stranded.Length > 0)
        {
            throw new CommandException(
                ExitCode.Failed,
                $"{Figures.Count(stranded.Length, "worker")} can't be started, {stranded[0].Name} among them: node "
                + $"{stranded[0].Node} has ended, and its workers' network with it. 'scalesim scale {cluster.Cluster} "
                + $"{string.Join(' ', cluster.Counts.Select(pair => $"{pair.Key}={pair.Value}"))}' replaces the node "
                + "and its workers.");
        }
    }

    private static string Done(WorkerAction action, ClusterState cluster, IReadOnlyList<WorkerState> workers)
    {
        string done = action switch
        {
            WorkerAction.Start => "Started",
            WorkerAction.Stop => "Stopped",
            WorkerAction.Restart => "Restarted",
            _ => "Killed",
        };
        string names = string.Join(", ", workers.Take(NamedMax).Select(worker => worker.Name));
        string more = workers.Count > NamedMax ? $" and {workers.Count - NamedMax} more" : "";
        return $"{done} {Figures.Count(workers.Count, "worker")} of {cluster.Cluster}: {names}{more}.";
    }
}
