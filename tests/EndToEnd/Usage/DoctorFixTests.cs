using System.Text.Json.Nodes;
using ScaleSim.EndToEnd.Engines;
using ScaleSim.EndToEnd.Witness;

namespace ScaleSim.EndToEnd.Usage;

/// <summary>
/// What <c>doctor --fix</c> does to a machine, and what the commands that it prints undo. In a network namespace whose
/// routes are the test's alone, and in a mount namespace in which /proc/sys is read-only, so that the machine keeps all
/// of its settings; but for one that a file stands for.
/// </summary>
public sealed class DoctorFixTests : IDisposable
{
    private const string Route = "unreachable 198.18.0.0/15 metric 4294967295";
    private const string Setting = "/proc/sys/kernel/pid_max";

    // Fewer processes and threads than any machine with an Engine has already, and the most that the kernel can number.
    private const string Low = "64";
    private const string High = "4194304";

    private readonly Scalesim _scalesim = new();

    private string SettingFile => Path.Combine(_scalesim.WorkingDirectory, "pid_max");

    [DockerRootFact]
    public async Task Fix_AddsTheGuardRouteAndRaisesALimit_AndTheCommandsThatItPrintsUndoBoth()
    {
        await using OwnNetwork network = OwnNetwork.Current = await EnterAsync();

        JsonNode shown = await DoctorAsync("--fix", "--dry-run");
        Assert.Equal(["", Low], await StateAsync());
        Assert.Contains($"ip route add {Route}", RepairOf(shown, "guard-route"), StringComparison.Ordinal);
        Assert.Contains($"sysctl -w kernel.pid_max={High}", RepairOf(shown, "pids"), StringComparison.Ordinal);

        JsonNode mended = await DoctorAsync("--fix");
        Assert.Equal([Route, High], await StateAsync());
        Assert.All((string[])["guard-route", "pids"], name => Assert.Equal("ok", StatusOf(mended, name)));
        string sysctl = (await _scalesim.RunAsync("doctor", "--workers", "1", "--print-sysctl")).Stdout;
        Assert.Contains($"kernel.pid_max = {High}\n", sysctl, StringComparison.Ordinal);

        foreach (string command in (string[])[.. UndoOf(mended, "guard-route"), .. UndoOf(mended, "pids")])
        {
            await HostTool.RunAsync(command.Split(' '));
        }

        Assert.Equal(["", Low], await StateAsync());
        Assert.Equal("warning", StatusOf(await DoctorAsync(), "guard-route"));
    }

    [DockerRootFact]
    public async Task Fix_SaysWhatTheKernelDidNotTake_AndFails()
    {
        await using OwnNetwork network = OwnNetwork.Current = await EnterAsync();
        await HostTool.RunAsync("mount", "-o", "remount,bind,ro", Setting);

        CommandResult result = await _scalesim.RunAsync("doctor", "--workers", "1", "--fix", "--format", "json");

        result.AssertExitCode(4);
        Assert.StartsWith(
            "Not set: kernel.pid_max: ", RepairOf(JsonNode.Parse(result.Stdout)!, "pids"), StringComparison.Ordinal);
        Assert.Equal([Route, Low], await StateAsync());
    }

    [DockerRootFact]
    public async Task PrintSysctl_WritesAFileThatTheKernelTakes()
    {
        await using OwnNetwork network = OwnNetwork.Current = await EnterAsync();
        string file = Path.Combine(_scalesim.WorkingDirectory, "90-scalesim.conf");

        CommandResult printed = await _scalesim.RunAsync("doctor", "--workers", "1", "--print-sysctl");
        await File.WriteAllTextAsync(file, printed.Stdout);

        printed.AssertExitCode(0);
        printed.AssertStderr("sudo sysctl --system");
        Assert.Equal(["", Low], await StateAsync());
        Assert.Contains($"# It was {Low}.\nkernel.pid_max = {High}\n", printed.Stdout, StringComparison.Ordinal);
        // What is high enough stands in it as it is; /proc/sys is read-only here but for the one that is too low.
        CommandResult applied = await HostTool.TryRunAsync("sysctl", "--load", file);
        Assert.Contains($"kernel.pid_max = {High}", applied.Stdout, StringComparison.Ordinal);
        Assert.Equal(["", High], await StateAsync());
    }

    public void Dispose() => _scalesim.Dispose();

    private static string RepairOf(JsonNode report, string check) => (string?)CheckOf(report, check)["repair"] ?? "";

    private static string StatusOf(JsonNode report, string check) => (string)CheckOf(report, check)["status"]!;

    private static JsonNode CheckOf(JsonNode report, string check) =>
        report["checks"]!.AsArray().Single(found => (string)found!["name"]! == check)!;

    /// <remarks>
    /// A sample: <c>Added; it lasts until the next boot. To undo:\nip route del unreachable 198.18.0.0/15 ...</c>
    /// </remarks>
    private static string[] UndoOf(JsonNode report, string check)
    {
        string[] commands = RepairOf(report, check).Split("To undo:\n")[^1].Split('\n');
        Assert.NotEmpty(commands);
        return commands;
    }

    private async Task<OwnNetwork> EnterAsync()
    {
        OwnNetwork network = await OwnNetwork.StartAsync(_scalesim.Temporary);
        _scalesim.Network = OwnNetwork.Current = network;
        await File.WriteAllTextAsync(SettingFile, $"{Low}\n");
        await HostTool.RunAsync("mount", "--bind", "/proc/sys", "/proc/sys");
        await HostTool.RunAsync("mount", "-o", "remount,bind,ro", "/proc/sys");
        await HostTool.RunAsync("mount", "--bind", SettingFile, Setting);
        return network;
    }

    /// <summary>For a single worker, which needs nothing else that this machine could lack.</summary>
    private async Task<JsonNode> DoctorAsync(params string[] flags)
    {
        CommandResult result = await _scalesim.RunAsync(["doctor", "--workers", "1", "--format", "json", .. flags]);
        Assert.True(result.Stdout.StartsWith('{'), result.All);
        return JsonNode.Parse(result.Stdout)!;
    }

    /// <returns>The guard route as ip(8) shows it, or nothing; and the setting.</returns>
    private async Task<string[]> StateAsync()
    {
        CommandResult routes = await HostTool.TryRunAsync("ip", "route", "show", "type", "unreachable");
        return [routes.Stdout.Trim(), (await File.ReadAllTextAsync(SettingFile)).Trim()];
    }
}
