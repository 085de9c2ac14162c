using System.CommandLine;
using ScaleSim.Core.Engines;
using ScaleSim.Simulator.Launch;

namespace ScaleSim.Simulator.Commands;

/// <summary><c>scale</c>: more or fewer workers while the cluster lives.</summary>
internal static class ScaleCommand
{
    private const string Verb = "scale";

    public static Command Create(CommandContext context)
    {
        Argument<string[]> words = new("size")
        {
            Description = "[CLUSTER] N, or [CLUSTER] GROUP=N ... : how many workers there are to be.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<int?> concurrency = Flags.OptionalInt(
            "--concurrency",
            1,
            StartOptions.ConcurrencyMax,
            "Requests in flight at the engine. Default: twice its cores.");
        Option<TimeSpan?> timeout = Flags.Duration(
            "--start-timeout", "Time until new workers are registered. Default: 60s and 1s per 5 new workers.");
        ClusterOptions cluster = new();
        Command command = new(Verb, "Adds workers to a live cluster, or removes its highest ones.")
        {
            words, concurrency, timeout,
        };
        cluster.AddTo(command, changes: true);
        command.SetAction((parsed, _) => CommandRunner.RunAsync(
            context,
            async cancellationToken =>
            {
                ScaleRequest request = ScaleRequest.Parse(parsed.GetValue(words) ?? []);
                await using IEngine engine = await EngineFactory.ConnectAsync(
                    EngineKind.Docker, 0, context.Services.Time, cancellationToken);
                ClusterState found = await cluster.FindToChangeAsync(
                    engine, parsed, Verb, request.Cluster, cancellationToken);
                ScaleSession session = new(
                    engine, context.Services, parsed.GetValue(concurrency), parsed.GetValue(timeout));
                await session.RunAsync(context, found, request.CountsFor(found), cancellationToken);
                return ExitCode.Ok;
            },
            "Cancelled by a signal. The cluster is between two sizes: the same command again completes the change, and "
            + "'scalesim status' shows who is missing."));
        return command;
    }
}
