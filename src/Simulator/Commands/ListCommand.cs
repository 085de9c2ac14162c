using System.CommandLine;
using ScaleSim.Core.Engines;
using ScaleSim.Simulator.Launch;
using ScaleSim.Simulator.Terminal;

namespace ScaleSim.Simulator.Commands;

/// <summary><c>list</c>: all clusters of the engine, everybody's.</summary>
internal static class ListCommand
{
    public static Command Create(CommandContext context)
    {
        Option<OutputFormat> format = Flags.Choice("--format", "How to print it.", OutputFormat.Table);
        var command = new Command("list", "Lists all clusters: whose they are, how old, and how many workers run.")
        {
            format,
        };
        command.SetAction((parsed, _) => CommandRunner.RunAsync(context, async cancellationToken =>
        {
            await using IEngine engine = await EngineFactory.ConnectAsync(
                EngineKind.Docker, 0, context.Services.Time, cancellationToken);
            ClusterListView.Write(
                context.Output,
                await engine.ListAsync(cancellationToken),
                parsed.GetValue(format),
                context.Services.Time.GetUtcNow());
            return ExitCode.Ok;
        }));
        return command;
    }
}
