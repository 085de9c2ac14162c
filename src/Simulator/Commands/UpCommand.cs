using System.CommandLine;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Runs;
using ScaleSim.Simulator.ClusterFiles;
using ScaleSim.Simulator.Launch;
using ScaleSim.Simulator.Terminal;

namespace ScaleSim.Simulator.Commands;

/// <summary><c>up</c>: starts a cluster that lives on, with its keeper, until <c>down</c>.</summary>
internal static class UpCommand
{
    private const string DefaultName = "default";

    public static Command Create(CommandContext context)
    {
        var command = new Command("up", "Starts a cluster and leaves it up; 'down' removes it.");
        var flags = new RunFlags();
        flags.AddTo(command);
        var hostsFile = new HostsFileFlag();
        command.Options.Add(hostsFile.Option);
        Option<TimeSpan?> timeToLive = TimeToLive.Option();
        command.Options.Add(timeToLive);
        Argument<string?> file = FileArgument.Create();
        command.Arguments.Add(file);
        command.SetAction((parsed, _) => CommandRunner.RunAsync(context, async cancellationToken =>
        {
            ClusterFile? cluster = FileArgument.Read(parsed.GetValue(file), []);
            RunOptions options = flags.Read(parsed, cluster, DefaultName, takesFileName: true);
            if (options.Engine == EngineKind.Fake)
            {
                throw new CommandException(
                    ExitCode.Usage,
                    "'up' takes no --engine fake: a fake cluster lives within one process and would be gone at "
                    + "its end. Use 'run --engine fake'.");
            }

            options = options with
            {
                HostsFile = hostsFile.Read(parsed, options.Engine, context.Services.Time),
                TimeToLive = parsed.GetValue(timeToLive),
            };
            return await RunAsync(context, options, cancellationToken);
        }));
        return command;
    }

    private static async Task<int> RunAsync(
        CommandContext context, RunOptions options, CancellationToken cancellationToken)
    {
        await using ClusterSetup setup = await ClusterSetup.CreateAsync(
            options, ReplanningPlanner.NewRun(), context.Services, context.Say, cancellationToken);
        context.Warn(setup.Plan.Warnings);
        var tracker = new RunTracker(setup.Plan, context.Services.Time);
        await using var pump = new SnapshotPump(
            tracker,
            RunViews.For(context.Output, Environment.GetEnvironmentVariable),
            report: null,
            context.Services.Time);
        setup.Images.Show = pump.Note;
        LiveCluster? live = null;
        try
        {
            var launcher = new ClusterLauncher(
                setup.Engine, context.Services, options, warning => context.Warn([warning]));
            live = await launcher.LaunchAsync(
                setup.Planner, setup.Plan, holdsRun: false, tracker, created => live = created, cancellationToken);
            await live.ReleaseAsync(cancellationToken);
        }
        catch (Exception exception)
        {
            await RemoveAsync(live, tracker, exception);
            throw;
        }
        finally
        {
            live?.Keeper?.Dispose();
        }

        tracker.End(RunOutcome.Passed, ExitCode.Ok, failure: null);
        await pump.EndAsync();
        context.Warn(live.Plan.Warnings.Except(setup.Plan.Warnings));
        UpView.Write(context.Output, live, tracker.Snapshot().Elapsed, context.Services.Time.GetUtcNow());
        return ExitCode.Ok;
    }

    /// <param name="cause">Why it is removed; it is told as well where the removal fails, too.</param>
    private static async Task RemoveAsync(LiveCluster? live, RunTracker tracker, Exception cause)
    {
        if (live is null)
        {
            return;
        }

        tracker.Enter(RunPhase.Down);
        try
        {
            await ClusterRemoval.RemoveAsync(live, tracker.Apply);
        }
        catch (EngineException exception)
        {
            throw new CommandException(
                CommandRunner.CodeOf(exception),
                $"{cause.Message}{Environment.NewLine}It is not wholly removed: {exception.Message} Its keeper tries "
                + $"again for some minutes; look with 'scalesim status {live.Plan.Cluster}'.",
                cause);
        }
    }
}
