using ScaleSim.Core.Specs;
using ScaleSim.Simulator.Launch;
using ScaleSim.Simulator.Terminal;

namespace ScaleSim.Simulator.Bench;

/// <summary>What a bare client can't be compared with, which is refused before anything is made.</summary>
internal static class BaselineRules
{
    /// <exception cref="CommandException">It would start something else than ScaleSim does.</exception>
    public static void Check(RunOptions options)
    {
        if (options.Engine == EngineKind.Fake)
        {
            throw new CommandException(
                ExitCode.Usage,
                "--baseline is given with --engine fake: a bare client talks to a Docker Engine, and what it starts "
                + "there can't be compared with workers that don't exist. Leave out one of the two.");
        }

        if (options.Spec.Groups.FirstOrDefault(group => group.Files.Count > 0) is { } group)
        {
            throw new CommandException(
                ExitCode.Usage,
                $"--baseline is given and group '{group.Name}' has {Figures.Count(group.Files.Count, "file")}: the "
                + "bare client writes none, so that its workers would not be the same. Leave out --baseline, or take "
                + "'files' out of the cluster file.");
        }
    }
}
