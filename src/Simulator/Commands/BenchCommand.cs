using System.CommandLine;

namespace ScaleSim.Simulator.Commands;

internal static class BenchCommand
{
    public static Command Create(CommandContext context) => new("bench", "x");
}
