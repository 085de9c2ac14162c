using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Checks;

/// <summary>Runs the sandbox program in nodes.</summary>
internal static class SandboxRun
{
    // What a shell and the engines alike report where the program is not in the image, or can't be executed.
    private const int NotExecutable = 126;
    private const int NotFound = 127;

    /// <returns>Null where instruments can be used in the nodes, else the verdict that says why not.</returns>
    public static async Task<CheckOutcome?> ImpossibleAsync(CheckContext context, CancellationToken cancellationToken)
    {
        CheckOutcome? missing = await NetworkRequirement.MissingAsync(context, cancellationToken).ConfigureAwait(false);
        return missing is null && !context.Engine.Capabilities.Exec
            ? CheckOutcome.NotChecked("the engine can't run a command in a node")
            : missing;
    }

    /// <returns>The standard output's lines, each split once at its first space.</returns>
    /// <exception cref="SandboxMissingException">The node's image has no sandbox program.</exception>
    public static async Task<ILookup<string, string>> LinesAsync(
        CheckContext context, NodePlan node, IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        ExecResult result = await context.Engine
            .ExecAsync(context.Plan.Cluster, ExecTarget.Node(node.Index), command, cancellationToken)
            .ConfigureAwait(false);
        if (result.ExitCode is NotExecutable or NotFound)
        {
            throw new SandboxMissingException(
                $"{node.Name} has no {SandboxProgram.Path}: it is a worker of its own image, not a sandbox");
        }

        return result.Output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split(' ', 2))
            .ToLookup(parts => parts[0], parts => parts.Length == 2 ? parts[1].Trim() : "");
    }
}
