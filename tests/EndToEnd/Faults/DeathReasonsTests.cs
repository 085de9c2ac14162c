using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ScaleSim.EndToEnd.Witness;
using ScaleSim.Tests;

namespace ScaleSim.EndToEnd.Faults;

/// <summary>How workers died, as status and the report tell it; the workers are this machine's shell.</summary>
[Long]
public sealed class DeathReasonsTests : IDisposable
{
    // 1 fills its ramdisk and then its memory; 2 ends with 3 in each life; the others live.
    private const string Script = """
        echo life of {worker.index}; sleep 4
        case {worker.index} in
        1) head -c 6291456 /dev/zero >/data/full; echo filled; all=$(head -c 100000000 /dev/zero | tr '\0' x);;
        2) echo cannot go on; exit 3;;
        esac
        sleep 1000
        """;

    private readonly Scalesim _scalesim = new();

    [DockerFact]
    public async Task Status_TellsAnOutOfMemoryKillFromACrashLoop_AndNamesTheLastLines()
    {
        await using var cluster = new TestCluster(_scalesim, "reasons");
        await UpAsync(cluster, File(cluster, "on-failure:1", starves: true));

        JsonNode status = JsonNode.Parse("{}")!;
        await Poll.UntilAsync(
            async () =>
            {
                CommandResult result = await _scalesim.RunAsync("status", cluster.Name, "--format", "json");
                status = JsonNode.Parse(result.Stdout)!;
                return Finals(status, "worker-0001").Any() && Finals(status, "worker-0002").Any();
            },
            "both deaths are final");

        JsonNode starved = Finals(status, "worker-0001").Single();
        Assert.Equal((true, 137), ((bool)starved["outOfMemory"]!, (int)starved["exitCode"]!));
        string why = (string)starved["why"]!;
        // Its ramdisk of 8 MiB and the 16 MiB of /tmp, which is one, too. Where the kernel's log can't be read, nobody
        // knows whose limit that was: "its own limit of 36 MiB, or ...".
        string told = await KernelToldAsync($"{cluster.Name}-worker-0001")
            ? "^ran out of memory with exit code 137, at its limit of 36 MiB; "
                + @"it used 3[56](\.[0-9]+)? MiB at its peak, 6(\.[0-9]+)? MiB of it on ramdisks of 24 MiB; "
            : "^ran out of memory with exit code 137, at its (own )?limit of 36 MiB";
        Assert.True(Regex.IsMatch(why, told), $"expected {told}: {why}");
        Assert.Contains("a crash loop, given up after 1 restarts", why, StringComparison.Ordinal);
        Assert.Equal("filled", (string)starved["lastLines"]!.AsArray()[^1]!);
        JsonNode crashed = Finals(status, "worker-0002").Single();
        Assert.Equal(
            "ended with exit code 3; a crash loop, given up after 1 restarts (restart: on-failure:1)",
            (string)crashed["why"]!);
        Assert.Equal("cannot go on", (string)crashed["lastLines"]!.AsArray()[^1]!);
        CommandResult table = await _scalesim.RunAsync("status", cluster.Name);
        table.AssertExitCode(1);
        table.AssertOutput("last lines of worker-0002:");
    }

    [DockerFact]
    public async Task Run_Fails_AndSaysWhoCrashedAndWhy_AlsoIfTheTestStartsItAgain()
    {
        await using var cluster = new TestCluster(_scalesim, "reasons");

        CommandResult run = await _scalesim.RunAsync(
            "run", File(cluster, "no"), "--name", cluster.Name, "--output", _scalesim.Output, "--", "sh", "-c",
            "until docker inspect -f '{{.State.Status}}' $SCALESIM_CLUSTER-worker-0002 | grep -q exited; do sleep 0.2; "
            + "done; "
            + "\"$SCALESIM_PROGRAM\" start 2 --cluster \"$SCALESIM_CLUSTER\"");

        run.AssertExitCode(1);
        run.AssertOutput("worker-0002: ended with exit code 3");
        run.AssertOutput("cannot go on");
        JsonNode summary = JsonNode.Parse(
            await System.IO.File.ReadAllTextAsync(Path.Combine(_scalesim.Output, "summary.json")))!;
        JsonNode death = summary["deaths"]!.AsArray().First(each => (string)each!["worker"]! == "worker-0002")!;
        Assert.Equal((3, true), ((int)death["exitCode"]!, (bool)death["final"]!));
        Assert.Null(death["askedBy"]);
        Assert.Contains(
            "cannot go on",
            await System.IO.File.ReadAllTextAsync(Path.Combine(_scalesim.Output, "logs", "worker-0002.log")),
            StringComparison.Ordinal);
        Assert.Empty(await cluster.RemainsAsync());
    }

    [DockerFact]
    public async Task Node_IsRestartedAsAWhole_AndWhoWasLeftInItsOldNetworkIsNamed()
    {
        await using var cluster = new TestCluster(_scalesim, "node");
        await UpAsync(cluster, File(cluster, "no"));
        await DockerCli.LinesAsync("restart", "--time", "0", $"{cluster.Name}-node-001");

        CommandResult status = await _scalesim.RunAsync("status", cluster.Name);
        await Poll.UntilAsync(
            async () => (status = await _scalesim.RunAsync("status", cluster.Name)).Stdout.Contains(
                "scalesim restart node:1", StringComparison.Ordinal),
            "status names the stranded workers");
        status.AssertExitCode(1);
        Assert.Empty(await RoutesAsync(cluster, 4));

        CommandResult restart = await _scalesim.RunAsync("restart", "node:1", "--cluster", cluster.Name);

        restart.AssertExitCode(0);
        restart.AssertOutput("Restarted node-001. Restarted 4 workers");
        Assert.NotEmpty(await RoutesAsync(cluster, 4));
        await DockerCli.LinesAsync("kill", $"{cluster.Name}-node-001");
        (await _scalesim.RunAsync("start", "3", "--cluster", cluster.Name)).AssertOutput("Restarted node-001. Started");
        Assert.NotEmpty(await RoutesAsync(cluster, 3));
    }

    public void Dispose() => _scalesim.Dispose();

    /// <summary>
    /// Whether this user may read the kernel's log and it tells of the container's end: of more than ten kills in 5 s,
    /// of other tests for one, the kernel writes down ten.
    /// </summary>
    private static async Task<bool> KernelToldAsync(string container)
    {
        string id = Assert.Single(await DockerCli.LinesAsync("inspect", "--format", "{{.Id}}", container));
        return (await HostTool.TryRunAsync("dmesg")).Stdout.Split('\n').Any(line =>
            line.Contains("oom-kill:", StringComparison.Ordinal)
            && line.Contains(id, StringComparison.Ordinal));
    }

    private static IEnumerable<JsonNode> Finals(JsonNode status, string worker) =>
        (status["deaths"]?.AsArray() ?? []).Select(death => death!)
            .Where(death => (string)death["worker"]! == worker && (bool)death["final"]!);

    /// <summary>The routes that a worker sees; none in a network that its node has left.</summary>
    private static async Task<IReadOnlyList<string>> RoutesAsync(TestCluster cluster, int worker) =>
    [
        .. (await DockerCli.LinesAsync(
            "exec", $"{cluster.Name}-worker-{worker:0000}", "/usr/bin/head", "-n", "9", "/proc/net/route"))
            .Where(line => line.Contains("eth0", StringComparison.Ordinal)),
    ];

    private async Task UpAsync(TestCluster cluster, string file) =>
        (await _scalesim.RunAsync("up", file, "--name", cluster.Name)).AssertExitCode(0);

    private string File(TestCluster cluster, string restart, bool starves = false)
    {
        string path = Path.Combine(_scalesim.WorkingDirectory, $"{cluster.Name}.yaml");
        string lines = starves ? Script : Script.Replace("1)", "9)", StringComparison.Ordinal);
        string script = string.Join("\n      ", lines.Split('\n'));
        System.IO.File.WriteAllText(path, $$"""
            name: reasons
            workers:
              count: 4
              fromHost: [/bin/sh, /bin/sleep, /usr/bin/head, /usr/bin/tr]
              command:
                - /bin/sh
                - -c
                - |
                  {{script}}
              ramdisks: [{path: /data, size: 8MiB}]
              memory: 20MiB
              restart: {{restart}}
            master:
              external: {host: 192.0.2.1, port: 9}
            """);
        return path;
    }
}
