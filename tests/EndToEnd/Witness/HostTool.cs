using System.Diagnostics;

namespace ScaleSim.EndToEnd.Witness;

/// <summary>Programs such as ip and iptables, which an ordinary PATH may lack.</summary>
internal static class HostTool
{
    public static async Task RunAsync(params string[] command)
    {
        CommandResult result = await TryRunAsync(command);
        result.AssertExitCode(0);
    }

    public static async Task<CommandResult> TryRunAsync(params string[] command)
    {
        string program = ((string[])["/usr/sbin", "/sbin", "/usr/bin", "/bin"])
            .Select(folder => Path.Combine(folder, command[0]))
            .FirstOrDefault(File.Exists) ?? command[0];
        await using RunningCommand tool = RunningCommand.Start(new ProcessStartInfo(program, command[1..]));
        return await tool.WaitAsync();
    }
}
