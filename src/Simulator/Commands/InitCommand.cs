using System.CommandLine;
using ScaleSim.Simulator.ClusterFiles;
using ScaleSim.Simulator.Terminal;

namespace ScaleSim.Simulator.Commands;

/// <summary><c>init</c>: writes a commented cluster file to start from.</summary>
internal static class InitCommand
{
    public static Command Create(CommandContext context)
    {
        var file = new Argument<string?>("file")
        {
            Description = $"The file to write. Default: {Starter.FileName}.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<bool> force = Flags.Switch("--force", "Overwrite a file that is there.");
        var command = new Command("init", "Writes a commented cluster file to start from.") { file, force };
        command.SetAction((parsed, _) => CommandRunner.RunAsync(context, _ =>
        {
            Write(parsed.GetValue(file) ?? Starter.FileName, parsed.GetValue(force), context);
            return Task.FromResult(ExitCode.Ok);
        }));
        return command;
    }

    private static void Write(string path, bool force, CommandContext context)
    {
        try
        {
            // CreateNew, not a look before: two at once must not overwrite each other's.
            using var stream = new FileStream(path, force ? FileMode.Create : FileMode.CreateNew, FileAccess.Write);
            using var writer = new StreamWriter(stream);
            writer.Write(Starter.Text);
        }
        catch (IOException failure) when (!force && File.Exists(path))
        {
            throw new CommandException(
                ExitCode.Usage,
                $"{path} is there already, and 'init' overwrites nothing. Name another file, or give --force.",
                failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(
                ExitCode.Usage,
                $"{path} can't be written: {failure.Message.TrimEnd('.')}. Name a file in a folder of your own.",
                failure);
        }

        Messages.Line(context.Output, $"{path} is written. Start it with 'scalesim run {path}'.");
    }
}
