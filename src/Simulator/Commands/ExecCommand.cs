using System.CommandLine;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Selectors;
using ScaleSim.Simulator.Launch;
using ScaleSim.Simulator.Terminal;
using ScaleSim.Simulator.Workers;

namespace ScaleSim.Simulator.Commands;

/// <summary><c>exec</c>: runs a command in some workers at once.</summary>
internal static class ExecCommand
{
    /// <value>The verb, by which its test command is told from others.</value>
    public const string Name = "exec";

    public static Command Create(CommandContext context)
    {
        SelectorArgument selector = new(isOptional: false);
        ClusterOptions cluster = new();
        Option<bool> noPrefix = Flags.Switch("--no-prefix", "Leave the workers' names away.");
        Option<TimeSpan?> timeout = Flags.Duration("--timeout", "For the command in each worker. Default: none.");
        Option<OutputFormat> format = Flags.Choice("--format", "How to print it.", OutputFormat.Table);
        Command command = new(Name, "Runs the command after -- in workers, several at once.")
        {
            noPrefix, timeout, format,
        };
        selector.AddTo(command);
        cluster.AddTo(command, changes: true);
        command.SetAction((parsed, _) => CommandRunner.RunAsync(
            context,
            async cancellationToken =>
            {
                WorkerSelector wanted = selector.Read(parsed);
                if (context.TestCommand.Count == 0)
                {
                    throw new CommandException(
                        ExitCode.Usage,
                        $"'{Name}' has no command to run: it takes all that follows '--'. Write 'scalesim exec "
                        + $"{wanted} -- df -h', for example.");
                }

                await using IEngine engine = await EngineFactory.ConnectAsync(
                    EngineKind.Docker, 0, context.Services.Time, cancellationToken);
                ClusterState found = await cluster.FindToChangeAsync(
                    engine, parsed, Name, named: null, cancellationToken);
                IReadOnlyList<WorkerState> workers = selector.Choose(wanted, parsed, found);
                ExecInWorkers exec = new(
                    engine, found.Cluster, parsed.GetValue(timeout), context.Services.Time);
                return await RunAsync(
                    context,
                    exec,
                    workers,
                    parsed.GetValue(format),
                    !parsed.GetValue(noPrefix),
                    cancellationToken);
            },
            "Cancelled by a signal. What runs in the workers goes on there."));
        return command;
    }

    private static async Task<int> RunAsync(
        CommandContext context,
        ExecInWorkers exec,
        IReadOnlyList<WorkerState> workers,
        OutputFormat format,
        bool hasPrefix,
        CancellationToken cancellationToken)
    {
        bool isText = format == OutputFormat.Table;
        WorkerPrefix output = WorkerPrefix.For(context.Output, workers, hasPrefix);
        WorkerPrefix errors = WorkerPrefix.For(context.Consoles.Error, workers, hasPrefix);
        Lock turn = new();
        IReadOnlyList<ExecAnswer> answers = await exec.RunAsync(
            workers,
            context.TestCommand,
            answer =>
            {
                if (isText)
                {
                    lock (turn)
                    {
                        ExecView.Write(output, errors, answer);
                    }
                }
            },
            cancellationToken);
        if (isText)
        {
            ExecView.WriteCodes(context.Consoles.Error, answers);
        }
        else
        {
            ExecView.Write(context.Output, answers, format);
        }

        return answers.All(answer => answer.IsOk) ? ExitCode.Ok : ExitCode.Failed;
    }
}
