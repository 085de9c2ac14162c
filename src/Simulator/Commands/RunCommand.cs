using System.CommandLine;
using ScaleSim.Core.Checks;
using ScaleSim.Core.Checks.Users;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Reports;
using ScaleSim.Core.Runs;
using ScaleSim.Core.Specs;
using ScaleSim.Simulator.ClusterFiles;
using ScaleSim.Simulator.Launch;
using ScaleSim.Simulator.Reference;
using ScaleSim.Simulator.Reference.Checks;
using ScaleSim.Simulator.Reporting;
using ScaleSim.Simulator.Terminal;

namespace ScaleSim.Simulator.Commands;

/// <summary><c>run</c>, also the root command: a cluster's whole life, with checks and a report.</summary>
internal static class RunCommand
{
    public const string Name = "run";

    public static Command Create(CommandContext context)
    {
        var command = new Command(
            Name, "Starts a cluster, checks it, runs a test command against it, reports, and removes it.");
        Configure(command, context, []);
        return command;
    }

    /// <param name="commands">The other commands, which a mistyped word may have meant.</param>
    public static void Configure(Command command, CommandContext context, IEnumerable<Command> commands)
    {
        var flags = new RunFlags();
        flags.AddTo(command);
        Option<CheckSelection> checks = Flags.Choice(
            "--checks", "Checks to make on the cluster; with a cluster file, safe unless given.", CheckSelection.All);
        Option<TimeSpan?> testTimeout = Flags.Duration("--test-timeout", "Time for the test command. Default: none.");
        Option<string?> output = Flags.Text("--output", "Folder of the report. Default: results/CLUSTER-RUN.");
        Option<bool> keep = Flags.Switch("--keep", "Leave the cluster up at the end.");
        Option<bool> dryRun = Flags.Switch("--dry-run", "Show the plan and start nothing.");
        var hostsFile = new HostsFileFlag();
        Argument<string?> file = FileArgument.Create();
        command.Arguments.Add(file);
        foreach (Option option in (Option[])[checks, testTimeout, output, keep, dryRun, hostsFile.Option])
        {
            command.Options.Add(option);
        }

        string[] names = [.. commands.Where(other => !other.Hidden).Select(other => other.Name)];
        command.SetAction((parsed, _) => CommandRunner.RunAsync(context, async cancellationToken =>
        {
            ClusterFile? cluster = FileArgument.Read(parsed.GetValue(file), names);
            RunIdentity run = ReplanningPlanner.NewRun();
            RunOptions options = flags.Read(parsed, cluster, $"run-{run.Id}", takesFileName: false) with
            {
                // The reference system is there to be broken; another's data may not be.
                Checks = cluster is null or { IsReference: true } || Flags.IsGiven(parsed, checks)
                    ? parsed.GetValue(checks)
                    : CheckSelection.Safe,
                TestTimeout = parsed.GetValue(testTimeout),
                Output = parsed.GetValue(output),
                Keep = parsed.GetValue(keep),
                DryRun = parsed.GetValue(dryRun),
                Arguments = context.Arguments,
                TestCommand = context.TestCommand,
            };
            options = options with { HostsFile = hostsFile.Read(parsed, options.Engine, context.Services.Time) };
            return await RunAsync(context, options, run, cancellationToken);
        }));
    }

    private static async Task<int> RunAsync(
        CommandContext context, RunOptions options, RunIdentity run, CancellationToken cancellationToken)
    {
        TestCommand.ThrowIfNotFound(options.TestCommand);
        await using ClusterSetup setup = await ClusterSetup.CreateAsync(
            options, run, context.Services, options.DryRun ? null : context.Say, cancellationToken);
        if (options.DryRun)
        {
            PlanView.Write(context.Output, setup.Plan, OutputFormat.Table);
            return ExitCode.Ok;
        }

        using OutputDirectory output = OutputDirectory.Open(
            options.Output ?? Path.Combine("results", $"{options.Name}-{run.Id}"),
            SecretMask.HasSecrets(setup.Plan.Spec));
        context.Warn(setup.Plan.Warnings);
        await using var report = new RunReport(output, ReportFacts.Of(setup, setup.Plan, options.Arguments));
        var tracker = new RunTracker(setup.Plan, context.Services.Time, report.Add);
        await using var pump = new SnapshotPump(
            tracker, RunViews.For(context.Output, Environment.GetEnvironmentVariable), report, context.Services.Time);
        setup.Images.Show = pump.Note;
        var checks = new CheckRunner(ChecksOf(options), options.Checks);
        var session = new RunSession(setup, context.Services, options, output, report, tracker, checks, pump);
        int code = await session.RunAsync(cancellationToken);
        await pump.EndAsync();
        context.Warn(tracker.Snapshot().Plan.Warnings.Except(setup.Plan.Warnings));
        context.Warn(session.Warnings);
        SummaryView.Write(
            context.Output, tracker.Snapshot(), setup.Planner.Facts.Engine.Cores, output.Path, report.Problems);
        if (session.Remains is { Kinds.Count: > 0 } remains)
        {
            Messages.Line(context.Output, remains.ToString());
        }

        if (session.IsKept)
        {
            Messages.Line(
                context.Output, $"Cluster {options.Name} is kept. Remove it with 'scalesim down {options.Name}'.");
        }

        return code;
    }

    private static ICheck[] ChecksOf(RunOptions options)
    {
        bool isReference = options.File is null or { IsReference: true };
        return
        [
            .. GeneralChecks.All, .. UserChecks.Of(options.Spec), .. isReference ? ReferenceChecks.All : [],
        ];
    }
}
