using System.Text.Json.Nodes;
using ScaleSim.EngineProxy;
using ScaleSim.Tests;

namespace ScaleSim.EndToEnd.Engines;

/// <summary>
/// A machine that has nothing left of something, really, once the plan was made: what the user of <c>up</c> is told,
/// and that nothing is left. The words are those of the Engine, of its runtime and of the kernel; which of the
/// processes of a start lacks something first is chance.
/// </summary>
[Long]
public sealed class ExhaustedEngineTests(ExhaustedEngine machine) : IClassFixture<ExhaustedEngine>, IAsyncLifetime
{
    private const int NotHere = 4;

    private const string NoMemory =
        "The engine's machine has no (memory|processes, threads or memory) left|There was no memory left for ";

    /// <summary>Workers that start nothing themselves: whatever lacks something is the Engine's.</summary>
    private const string Sleepers = """
        name: sleepers
        master: {external: '192.0.2.1:9'}
        workers:
          count: 10
          perNode: 1
          fromHost: [/bin/sleep]
          command: [/bin/sleep, '1000']
        """;

    /// <summary>Workers that need more memory than those who are started in their place: 20 MB each.</summary>
    private const string Eaters = """
        name: eaters
        master: {external: '192.0.2.1:9'}
        workers:
          count: 10
          perNode: 1
          fromHost: [/bin/sh, /bin/sleep, /usr/bin/head, /usr/bin/tr]
          command: [/bin/sh, -c, "all=$(head -c 20000000 /dev/zero | tr '\\0' x); echo filled; sleep 1000"]
          memory: 128MiB
          ready: {log: filled}
        """;

    /// <summary>
    /// Workers that need 60 MB once they get SIGUSR1, and nothing until then: one that started programs meanwhile could
    /// lack memory itself.
    /// </summary>
    private const string Waiters = """
        name: waiters
        master: {external: '192.0.2.1:9'}
        workers:
          count: 4
          fromHost: [/bin/sh, /bin/sleep, /usr/bin/head, /usr/bin/tr]
          command:
            - /bin/sh
            - -c
            - |
              trap 'all=$(head -c 60000000 /dev/zero | tr "\0" x)' USR1
              echo waiting
              while :; do sleep 1000 & wait; done
          memory: 128MiB
          ready: {log: waiting}
        """;

    public Task InitializeAsync() => machine.StartAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [OwnEngineFact]
    public Task Up_SaysThatTheDiskIsFull_AndLeavesNothing_AndWorksOnceThereIsSpace() => AssertRecoversAsync(
        "disk",
        Sleepers,
        () => machine.FillDisk(),
        () => machine.FreeDisk(),
        "The engine's machine has no disk space left",
        "(?i)no space left on device",
        "docker system df");

    [OwnEngineFact]
    public Task Up_SaysThatThereAreNoProcessesLeft_AndLeavesNothing_AndWorksOnceThereAreSome() => AssertRecoversAsync(
        "pids",
        Sleepers,
        () => machine.Engine.Containers.LimitProcesses(more: 3),
        () => machine.Engine.Containers.FreeProcesses(),
        "The engine's machine has no processes(, threads or memory| or threads) left",
        @"pids\.max");

    [OwnEngineFact]
    public Task Up_SaysThatThereIsNoMemoryLeftToStartAWorker_AndLeavesNothing_AndWorksOnceThereIsSome() =>
        AssertRecoversAsync(
            "first",
            Sleepers,
            () => machine.Engine.Containers.LimitMemory(moreBytes: 1 << 20),
            () => machine.Engine.Containers.FreeMemory(),
            NoMemory,
            "dmesg");

    [OwnEngineFact]
    public Task Up_BlamesTheGroupAbove_WhereItHasNoMemoryForTheWorkersPrograms_AndWorksOnceItHas() =>
        AssertRecoversAsync(
            "programs",
            Eaters,
            () => machine.Engine.Containers.LimitMemory(moreBytes: 24 << 20),
            () => machine.Engine.Containers.FreeMemory(),
            NoMemory,
            "dmesg",
            $"the control group {machine.Engine.Containers.Path} above it was at its limit of ");

    [OwnEngineFact]
    public async Task Status_BlamesTheGroupAbove_AndNobodyWhomTheKernelSpared()
    {
        using var scalesim = new Scalesim();
        machine.Engine.Use(scalesim);
        await using var cluster = new TestCluster(scalesim, "living", "exh");
        (await UpAsync(scalesim, cluster, Waiters)).AssertExitCode(0);
        machine.Engine.Containers.LimitMemory(moreBytes: 16 << 20);

        await DockerCli.LinesAsync("kill", "--signal", "USR1", $"{cluster.Name}-worker-0002");

        await Poll.UntilAsync(
            async () => (await DeadAsync(cluster)).Contains("worker-0002"), "the kernel has killed the worker");
        machine.Engine.Containers.FreeMemory();
        IReadOnlyList<string> dead = await DeadAsync(cluster);
        JsonNode status = JsonNode.Parse("{}")!;
        await Poll.UntilAsync(
            async () =>
            {
                CommandResult result = await scalesim.RunAsync("status", cluster.Name, "--format", "json");
                status = JsonNode.Parse(result.Stdout)!;
                return status["deaths"]?.AsArray().Count >= dead.Count;
            },
            "the keeper has seen the death");
        AssertBlamed(status, dead);
        Assert.Equal(dead, status["missing"]!.AsArray().Select(worker => (string)worker!["name"]!));
        (await scalesim.RunAsync("down", cluster.Name)).AssertExitCode(0);
    }

    [OwnEngineFact]
    public async Task Run_BlamesTheGroupAbove_AndNobodyWhomTheKernelSpared()
    {
        using var scalesim = new Scalesim();
        machine.Engine.Use(scalesim);
        await using var cluster = new TestCluster(scalesim, "used", "exh");
        (string limit, string usage) = machine.Engine.Containers.MemoryFiles;

        CommandResult run = await scalesim.RunAsync(
            "run", await WriteAsync(scalesim, Waiters), "--name", cluster.Name, "--output", scalesim.Output, "--",
            "sh", "-c",
            $"echo $(( $(cat {usage}) + 16777216 )) >{limit}; docker kill --signal USR1 $SCALESIM_CLUSTER-worker-0002; "
            + "until docker inspect -f '{{.State.Status}}' $SCALESIM_CLUSTER-worker-0002 | grep -q exited; "
            + $"do sleep 0.2; done; echo {machine.Engine.Containers.NoMemoryLimit} >{limit}; "
            + "docker ps --all --filter name=$SCALESIM_CLUSTER- --filter status=exited --format '{{.Names}}' >dead");

        run.AssertExitCode(1);
        run.AssertOutput("failed while the cluster was in use");
        run.AssertOutput($"the control group {machine.Engine.Containers.Path} above it was at its limit of ");
        JsonNode summary = JsonNode.Parse(
            await File.ReadAllTextAsync(Path.Combine(scalesim.Output, "summary.json")))!;
        AssertBlamed(
            summary,
            Shorten(cluster, await File.ReadAllLinesAsync(Path.Combine(scalesim.WorkingDirectory, "dead"))));
        Assert.Empty(await cluster.RemainsAsync());
    }

    private static async Task<IReadOnlyList<string>> DeadAsync(TestCluster cluster) => Shorten(
        cluster,
        await DockerCli.LinesAsync(
            "ps", "--all", "--filter", $"name={cluster.Name}-", "--filter", "status=exited", "--format",
            "{{.Names}}"));

    private static IReadOnlyList<string> Shorten(TestCluster cluster, IEnumerable<string> names) =>
        [.. names.Select(name => name[(cluster.Name.Length + 1)..]).Order(StringComparer.Ordinal)];

    /// <summary>Who was asked to use memory is among the dead; the kernel may have chosen another as well.</summary>
    private void AssertBlamed(JsonNode told, IReadOnlyList<string> dead)
    {
        string group = machine.Engine.Containers.Path;
        JsonNode[] deaths = [.. told["deaths"]!.AsArray().Select(death => death!)];
        Assert.Equal(dead, deaths.Select(death => (string)death["worker"]!).Order(StringComparer.Ordinal));
        Assert.Contains("worker-0002", dead);
        Assert.All(deaths, death => Assert.Equal(
            (true, group, 137),
            ((bool)death["outOfMemory"]!, (string?)death["outOfMemoryOf"], (int)death["exitCode"]!)));
        Assert.All(deaths, death => Assert.Matches(
            "^ran out of memory with exit code 137, not at its own limit of [0-9.]+ MiB: the control group "
            + $"{group} above it was at its limit of [0-9.]+ MiB",
            (string)death["why"]!));
    }

    /// <param name="lack">Takes something from the machine once half of the workers run.</param>
    /// <param name="says">Patterns, which <c>up</c>'s error matches.</param>
    private async Task AssertRecoversAsync(
        string word, string file, Action lack, Action mend, params string[] says)
    {
        using var scalesim = new Scalesim();
        machine.Engine.Use(scalesim);
        await using FaultyEngine proxy = machine.Before("worker-0004", lack);
        scalesim.Environment["DOCKER_HOST"] = proxy.DockerHost;
        await using var cluster = new TestCluster(scalesim, word, "exh");

        CommandResult up = await UpAsync(scalesim, cluster, file);

        up.AssertExitCode(NotHere);
        Assert.All(says, pattern => Assert.Matches(pattern, up.Stderr));
        Assert.DoesNotContain("raise --memory", up.Stderr, StringComparison.OrdinalIgnoreCase);
        up.AssertStderr("run the same command again");
        await cluster.AssertNothingLeftAsync();

        mend();
        (await UpAsync(scalesim, cluster, file)).AssertExitCode(0);
        await cluster.RememberAsync();
        (await scalesim.RunAsync("down", cluster.Name)).AssertExitCode(0);
        Assert.Empty(await cluster.RemainsAsync());
    }

    /// <summary>
    /// One worker at a time: what another's start holds for a moment would be measured as used, and be free later.
    /// </summary>
    private static async Task<CommandResult> UpAsync(Scalesim scalesim, TestCluster cluster, string file) =>
        await scalesim.RunAsync(
            "up", await WriteAsync(scalesim, file), "--name", cluster.Name, "--concurrency", "1");

    private static async Task<string> WriteAsync(Scalesim scalesim, string text)
    {
        string path = Path.Combine(scalesim.WorkingDirectory, "cluster.yaml");
        await File.WriteAllTextAsync(path, text);
        return path;
    }
}
