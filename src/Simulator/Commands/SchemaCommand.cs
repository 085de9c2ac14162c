using System.CommandLine;
using ScaleSim.Simulator.ClusterFiles.Schema;
using ScaleSim.Simulator.Terminal;

namespace ScaleSim.Simulator.Commands;

/// <summary><c>schema</c>: the JSON schema of cluster files, for editors.</summary>
internal static class SchemaCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new Command("schema", "Prints the JSON schema of cluster files, for editors to complete keys.");
        command.SetAction((_, _) => CommandRunner.RunAsync(context, _ =>
        {
            RawText.Write(context.Output, writer => writer.Write(ClusterSchema.Write()));
            return Task.FromResult(ExitCode.Ok);
        }));
        return command;
    }
}
