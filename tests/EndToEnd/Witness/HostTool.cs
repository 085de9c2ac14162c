using System.Diagnostics;
using ScaleSim.EndToEnd.Engines;

namespace ScaleSim.EndToEnd.Witness;

/// <summary>
/// Programs such as ip and iptables, which an ordinary PATH may lack. They look at, and change, the network that the
/// test has chosen.
/// </summary>
internal static class HostTool
{
    public static async Task RunAsync(params string[] command)
    {
        CommandResult result = await TryRunAsync(command);
        result.AssertExitCode(0);
    }

    public static async Task<CommandResult> TryRunAsync(params string[] command)
    {
        string[] found = [Find(command[0]) ?? command[0], .. command[1..]];
        string[] start = OwnNetwork.Current?.Inside("/", found) ?? found;
        await using RunningCommand tool = RunningCommand.Start(new ProcessStartInfo(start[0], start[1..]));
        return await tool.WaitAsync();
    }

    /// <summary>The program's path; null where this machine lacks it.</summary>
    public static string? Find(string program) => ((string[])["/usr/sbin", "/sbin", "/usr/bin", "/bin"])
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);
}
