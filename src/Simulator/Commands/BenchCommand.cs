using System.CommandLine;
using ScaleSim.Core.Reports;
using ScaleSim.Simulator.Bench;
using ScaleSim.Simulator.ClusterFiles;
using ScaleSim.Simulator.Launch;
using ScaleSim.Simulator.Terminal;

namespace ScaleSim.Simulator.Commands;

/// <summary><c>bench</c>: how fast this machine starts and removes workers, and what one of them costs.</summary>
internal static class BenchCommand
{
    public static Command Create(CommandContext context)
    {
        var flags = new RunFlags();
        Option<bool> baseline = Flags.Switch(
            "--baseline", "Measure a bare create-and-start loop over the same plan beside it.");
        Option<string?> output = Flags.Text("--output", "Folder of bench.csv. Default: results/bench-RUN.");
        var command = new Command("bench", "Measures start, removal and cost of workers.") { baseline, output };
        flags.AddTo(command);
        Argument<string?> file = FileArgument.Create();
        command.Arguments.Add(file);
        command.SetAction((parsed, _) => CommandRunner.RunAsync(context, async cancellationToken =>
        {
            var run = ReplanningPlanner.NewRun();
            ClusterFile? cluster = FileArgument.Read(parsed.GetValue(file), []);
            RunOptions options = flags.Read(parsed, cluster, $"bench-{run.Id}", takesFileName: false);
            if (parsed.GetValue(baseline))
            {
                BaselineRules.Check(options);
            }

            await using ClusterSetup setup = await ClusterSetup.CreateAsync(
                options, run, context.Services, context.Say, cancellationToken);
            using OutputDirectory folder = OutputDirectory.Open(
                parsed.GetValue(output) ?? Path.Combine("results", options.Name));
            var session = new BenchSession(
                setup, context.Services, options, line => Messages.Line(context.Output, line));
            IReadOnlyList<BenchFigure> figures = await session.RunAsync(parsed.GetValue(baseline), cancellationToken);
            string path = folder.PathOf(BenchCsv.FileName);
            AtomicFile.Write(path, stream => BenchCsv.Table.Write(stream, figures));
            Messages.Line(context.Output, $"csv: {path}");
            return ExitCode.Ok;
        }));
        return command;
    }
}
