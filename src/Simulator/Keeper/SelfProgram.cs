using System.Diagnostics;

namespace ScaleSim.Simulator.Keeper;

/// <summary>How to start this very program again.</summary>
internal static class SelfProgram
{
    /// <value>The executable's full path: what a test command calls to act on the cluster that it tests.</value>
    public static string Path { get; } = IsHosted
        ? System.IO.Path.Combine(AppContext.BaseDirectory, "scalesim")
        : Environment.ProcessPath!;

    // 'dotnet scalesim.dll' runs in the dotnet program, which has to be told the assembly again.
    private static bool IsHosted =>
        System.IO.Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet";

    public static ProcessStartInfo StartInfo(IEnumerable<string> arguments)
    {
        string program = Environment.ProcessPath!;
        string[] prefix = IsHosted ? [System.IO.Path.Combine(AppContext.BaseDirectory, "scalesim.dll")] : [];
        return new ProcessStartInfo(program, prefix.Concat(arguments)) { UseShellExecute = false };
    }
}
