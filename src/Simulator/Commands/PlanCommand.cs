using System.CommandLine;
using ScaleSim.Simulator.ClusterFiles;
using ScaleSim.Simulator.Launch;
using ScaleSim.Simulator.Terminal;

namespace ScaleSim.Simulator.Commands;

/// <summary><c>plan</c>: every detail decided and printed, nothing touched.</summary>
internal static class PlanCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new Command("plan", "Shows what would be started: nodes, addresses, ports, memory.");
        var flags = new RunFlags();
        flags.AddTo(command);
        Option<OutputFormat> format = Flags.Choice("--format", "How to print it.", OutputFormat.Table);
        command.Options.Add(format);
        Argument<string?> file = FileArgument.Create();
        command.Arguments.Add(file);
        command.SetAction((parsed, _) => CommandRunner.RunAsync(context, async cancellationToken =>
        {
            ClusterFile? cluster = FileArgument.Read(parsed.GetValue(file), []);
            await using ClusterSetup setup = await ClusterSetup.CreateAsync(
                flags.Read(parsed, cluster, "default", takesFileName: true),
                ReplanningPlanner.NewRun(),
                context.Services,
                say: null,
                cancellationToken);
            PlanView.Write(context.Output, setup.Plan, parsed.GetValue(format));
            return ExitCode.Ok;
        }));
        return command;
    }
}
