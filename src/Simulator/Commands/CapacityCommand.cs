using System.CommandLine;
using ScaleSim.Core.Capacity;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Planning;
using ScaleSim.Simulator.Capacity;
using ScaleSim.Simulator.Capacity.Output;
using ScaleSim.Simulator.ClusterFiles;
using ScaleSim.Simulator.Launch;
using ScaleSim.Simulator.Terminal;

namespace ScaleSim.Simulator.Commands;

/// <summary>
/// <c>capacity</c>: how many of these workers fit on this machine, what ends first, and where more of them would fit.
/// </summary>
internal static class CapacityCommand
{
    public static Command Create(CommandContext context)
    {
        var flags = new RunFlags(
            "The number of workers to find machines for.", CapacityRequest.DefaultWorkers);
        Option<int> sample = Flags.Int(
            "--workers-max",
            2,
            CapacityRequest.SampleMax,
            "Workers to start for the measurement, in two steps.",
            CapacityRequest.DefaultSample);
        Option<string?> catalog = Flags.Text(
            "--catalog",
            "A CSV file of machine types: name,provider,cores,memoryGiB,pricePerHour. Default: some of common clouds.");
        Option<OutputFormat> format = Flags.Choice("--format", "How to print it.", OutputFormat.Table);
        var command = new Command(
            "capacity",
            "Starts a few workers, measures what one costs, and says how many fit on this machine and on others.")
        {
            sample, catalog, format,
        };
        flags.AddTo(command);
        Argument<string?> file = FileArgument.Create();
        command.Arguments.Add(file);
        command.SetAction((parsed, _) => CommandRunner.RunAsync(context, async cancellationToken =>
        {
            IReadOnlyList<MachineType> types = ReadCatalog(parsed.GetValue(catalog));
            RunIdentity run = ReplanningPlanner.NewRun();
            ClusterFile? cluster = FileArgument.Read(parsed.GetValue(file), []);
            RunOptions options = flags.Read(parsed, cluster, $"capacity-{run.Id}", takesFileName: false);
            CapacityRequest request = CapacityRequest.Of(
                options.Spec, options.HasWorkers ? options.Spec.Workers : null, parsed.GetValue(sample));
            string caveat = parsed.GetValue(catalog) is null ? MachineCatalog.DefaultCaveat : "";
            CapacityReport report = await MeasureAsync(
                context, options, request, run, types, cancellationToken);
            CapacityView.Write(context.Output, report with { Caveat = caveat }, parsed.GetValue(format));
            return ExitCode.Ok;
        }));
        return command;
    }

    private static async Task<CapacityReport> MeasureAsync(
        CommandContext context,
        RunOptions options,
        CapacityRequest request,
        RunIdentity run,
        IReadOnlyList<MachineType> types,
        CancellationToken cancellationToken)
    {
        long started = context.Services.Time.GetTimestamp();
        options = options with { Spec = LivePlan.WithCounts(options.Spec, request.First) };
        await using ClusterSetup setup = await ClusterSetup.CreateAsync(
            options, run, context.Services, context.Say, cancellationToken);
        EngineFacts engine = setup.Planner.Facts.Engine;
        RefuseUnmeasurable(options, engine);
        var session = new CapacitySession(setup, context.Services, options, context.Say);
        CapacityMeasurement measured = await session.RunAsync(request.Second, cancellationToken);
        CapacityResult result = CapacityTable.Calculate(
            measured, request.Asked, setup.Planner.Facts, options.StartTimeout);
        return new CapacityReport(
            MachineFacts.Read(),
            $"{engine.Kind} {engine.Version}, {options.Spec.Runtime ?? engine.DefaultRuntime}",
            options.File is { } file ? file.Name ?? "the cluster file" : "the reference system",
            request.Asked.Workers,
            measured.First.Workers,
            measured.Second.Workers,
            context.Services.Time.GetElapsedTime(started),
            result,
            MachineFitter.Fit(types, result.Footprint, request.Asked.Workers, options.StartTimeout),
            Caveat: "");
    }

    private static void RefuseUnmeasurable(RunOptions options, EngineFacts engine)
    {
        if (options.Engine == EngineKind.Fake)
        {
            throw new CommandException(
                ExitCode.Usage,
                "'capacity' takes no --engine fake: its workers cost nothing, so that there is nothing to measure. "
                + "Leave --engine out.");
        }

        if (!engine.IsLocal)
        {
            throw new CommandException(
                ExitCode.NotHere,
                "The engine is on another machine or in a virtual one, whose memory and processes can't be read from "
                + "here. Run 'scalesim capacity' there.");
        }
    }

    private static IReadOnlyList<MachineType> ReadCatalog(string? path)
    {
        if (path is null)
        {
            return MachineCatalog.ReadDefault();
        }

        try
        {
            return MachineCatalog.Read(File.ReadAllBytes(path), path);
        }
        catch (MachineCatalogException exception)
        {
            throw new CommandException(ExitCode.Usage, exception.Message, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(
                ExitCode.Usage,
                $"--catalog {path} can't be read: {exception.Message} Name a CSV file, or leave --catalog out.",
                exception);
        }
    }
}
