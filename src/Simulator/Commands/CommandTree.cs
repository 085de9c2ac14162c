using System.CommandLine;
using ScaleSim.Core.Engines;

namespace ScaleSim.Simulator.Commands;

/// <summary>The tree of commands; the root is <c>run</c>.</summary>
internal static class CommandTree
{
    private const string Description =
        "Turns this machine into a cluster of hundreds to thousands of real worker containers, "
        + "with the master outside.";

    public static RootCommand Create(CommandContext context)
    {
        var root = new RootCommand(Description);
        Command[] commands =
        [
            RunCommand.Create(context), UpCommand.Create(context), DownCommand.Create(context),
            ListCommand.Create(context),
            StatusCommand.Create(context),
            ScaleCommand.Create(context),
            ActCommand.Create(context, WorkerAction.Start),
            ActCommand.Create(context, WorkerAction.Stop),
            ActCommand.Create(context, WorkerAction.Restart),
            ActCommand.Create(context, WorkerAction.Kill),
            LogsCommand.Create(context),
            ExecCommand.Create(context),
            PlanCommand.Create(context), DoctorCommand.Create(context), HostsCommand.Create(context),
            CapacityCommand.Create(context),
            BenchCommand.Create(context), InitCommand.Create(context), SchemaCommand.Create(context),
            CleanCommand.Create(context), KeeperCommand.Create(context),
        ];
        foreach (Command command in commands)
        {
            root.Subcommands.Add(command);
        }

        RunCommand.Configure(root, context, commands);
        return root;
    }

    /// <summary>Whether a command has a use for what stands after <c>--</c>.</summary>
    public static bool TakesTestCommand(Command command) =>
        command is RootCommand || command.Name is RunCommand.Name or ExecCommand.Name;
}
