using System.CommandLine;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Selectors;
using ScaleSim.Simulator.Launch;
using ScaleSim.Simulator.Terminal;

namespace ScaleSim.Simulator.Commands;

/// <summary><c>start</c>, <c>stop</c>, <c>restart</c> and <c>kill</c>: one thing done to some workers.</summary>
internal static class ActCommand
{
    public static Command Create(CommandContext context, WorkerAction action)
    {
        (string verb, string description) = Words(action);
        SelectorArgument selector = new(isOptional: false);
        ClusterOptions cluster = new();
        Option<bool> crash = Flags.Switch(
            "--crash", "End the programs behind the engine's back, as crashes do: restart policies apply. Needs root.");
        Command command = new(verb, description);
        selector.AddTo(command);
        cluster.AddTo(command, changes: true);
        if (action == WorkerAction.Kill)
        {
            command.Options.Add(crash);
        }

        command.SetAction((parsed, _) => CommandRunner.RunAsync(
            context,
            async cancellationToken =>
            {
                WorkerSelector wanted = selector.Read(parsed);
                WorkerAction asked = action == WorkerAction.Kill && parsed.GetValue(crash)
                    ? WorkerAction.Crash
                    : action;
                await using IEngine engine = await EngineFactory.ConnectAsync(
                    EngineKind.Docker, 0, context.Services.Time, cancellationToken);
                ClusterState found = await cluster.FindToChangeAsync(
                    engine, parsed, verb, named: null, cancellationToken);
                IReadOnlyList<WorkerState> workers = selector.Choose(wanted, parsed, found);
                var session = new ActSession(engine, found, asked, asked == WorkerAction.Crash ? "kill --crash" : verb);
                IReadOnlyList<NodeState> nodes = await session.RunAsync(
                    workers, wanted.Nodes, warning => context.Warn([warning]), cancellationToken);
                Messages.Line(context.Output, ActText.Of(asked, found.Cluster, workers, nodes));
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
        WorkerAction.Restart => (
            "restart", "Stops workers and starts them again; node:003 restarts the node as a whole, first the node."),
        _ => ("kill", "Ends workers by SIGKILL; they are dead until they are started."),
    };
}
