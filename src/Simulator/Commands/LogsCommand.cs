using System.CommandLine;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Selectors;
using ScaleSim.Simulator.Launch;
using ScaleSim.Simulator.Workers;

namespace ScaleSim.Simulator.Commands;

/// <summary><c>logs</c>: what some workers printed, and with <c>--follow</c> what they print from now on.</summary>
internal static class LogsCommand
{
    private const string Verb = "logs";

    public static Command Create(CommandContext context)
    {
        SelectorArgument selector = new(isOptional: true);
        ClusterOptions cluster = new();
        Option<bool> follow = Flags.Switch("--follow", "Go on with what they print from now on, until Ctrl-C.");
        Option<int?> tail = Flags.OptionalInt(
            "--tail", 0, int.MaxValue, "The last so many lines of each. Default: all.");
        Option<bool> timestamps = Flags.Switch("--timestamps", "Begin each line with its time, in UTC.");
        Option<bool> noPrefix = Flags.Switch("--no-prefix", "Leave the workers' names away.");
        Command command = new(Verb, "Shows what workers printed.") { follow, tail, timestamps, noPrefix };
        selector.AddTo(command);
        cluster.AddTo(command, changes: false);
        command.SetAction((parsed, _) => CommandRunner.RunAsync(
            context,
            async cancellationToken =>
            {
                WorkerSelector wanted = selector.Read(parsed);
                LogRequest request = new()
                {
                    Lines = parsed.GetValue(tail),
                    Timestamps = parsed.GetValue(timestamps),
                };
                await using IEngine engine = await EngineFactory.ConnectAsync(
                    EngineKind.Docker, 0, context.Services.Time, cancellationToken);
                ClusterState found = await cluster.FindAsync(engine, parsed, Verb, named: null, cancellationToken);
                IReadOnlyList<WorkerState> workers = selector.Choose(wanted, parsed, found);
                LogsOfWorkers logs = new(
                    engine,
                    (ILogFollower)engine,
                    found,
                    workers,
                    WorkerPrefix.For(context.Output, workers, !parsed.GetValue(noPrefix)),
                    context.Services.Time);
                await (parsed.GetValue(follow)
                    ? logs.FollowAsync(request, cancellationToken)
                    : logs.ShowAsync(request, cancellationToken));
                return ExitCode.Ok;
            },
            cancellation: ""));
        return command;
    }
}
