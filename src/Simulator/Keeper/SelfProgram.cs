using System.Diagnostics;

namespace ScaleSim.Simulator.Keeper;

/// <summary>How to start this very program again.</summary>
internal static class SelfProgram
{
    public static ProcessStartInfo StartInfo(IEnumerable<string> arguments)
    {
        string program = Environment.ProcessPath!;
        // 'dotnet scalesim.dll' runs in the dotnet program, which has to be told the assembly again.
        bool isHosted = Path.GetFileNameWithoutExtension(program) == "dotnet";
        string[] prefix = isHosted ? [Path.Combine(AppContext.BaseDirectory, "scalesim.dll")] : [];
        return new ProcessStartInfo(program, prefix.Concat(arguments)) { UseShellExecute = false };
    }
}
