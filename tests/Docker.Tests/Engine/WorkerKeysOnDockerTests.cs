using System.Text.RegularExpressions;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Hosts.Programs;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Workers;
using ScaleSim.Docker.Engine;

namespace ScaleSim.Docker.Tests.Engine;

/// <summary>Keys that other engines may do otherwise, on a real Docker Engine.</summary>
public sealed partial class WorkerKeysOnDockerTests : IAsyncLifetime, IDisposable
{
    private readonly string _cluster = $"model-{Guid.NewGuid():N}"[..20];
    private readonly CancellationTokenSource _deadline = new(TimeSpan.FromMinutes(3));
    private DockerEngine? _engine;

    private DockerEngine Engine => _engine ?? throw new InvalidOperationException("The Engine is not connected.");

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_engine is not null)
        {
            await foreach (EngineEvent _ in _engine.RemoveAsync(_cluster, run: null, _deadline.Token))
            {
            }

            await _engine.DisposeAsync();
        }
    }

    public void Dispose() => _deadline.Dispose();

    [DockerFact]
    public async Task Network_IsBoundedOnBothEnds_OnTheNodesThatHaveARate()
    {
        if (NetworkShaper.Explain(isLocal: true) is { } missing)
        {
            await ConnectAsync();
            EngineFacts facts = await Engine.ReadFactsAsync(_deadline.Token);
            Assert.Equal(missing, facts.NoNetworkRate);
            return;
        }

        ClusterPlan plan = await UpAsync(
            Group("slow") with { Network = new NetworkLimitSpec(8_000_000) }, Group("free"));

        string pid = await DockerCli.RunAsync("inspect", "--format", "{{.State.Pid}}", plan.Nodes[0].ContainerName);
        string free = await DockerCli.RunAsync("inspect", "--format", "{{.State.Pid}}", plan.Nodes[1].ContainerName);
        Assert.Matches(Bucket(), await InNodeAsync(pid, "tc", "-s", "qdisc", "show", "dev", "eth0"));
        Assert.DoesNotMatch(Bucket(), await InNodeAsync(free, "tc", "-s", "qdisc", "show", "dev", "eth0"));
        string all = await HostAsync("tc", "qdisc", "show");
        Assert.Single(all.Split('\n'), line => Bucket().IsMatch(line) && Peer(line) == PeerOf(pid));
    }

    [DockerFact]
    public async Task TimerSlack_IsThatOfEveryThread_AfterARestartToo()
    {
        if (TimerSlack.Explain(isLocal: true) is { } missing)
        {
            await ConnectAsync();
            EngineFacts facts = await Engine.ReadFactsAsync(_deadline.Token);
            Assert.Equal(missing, facts.NoTimerSlack);
            return;
        }

        ClusterPlan plan = await UpAsync(
            Group("late") with { TimerSlack = TimeSpan.FromMilliseconds(20) }, Group("usual"));

        Assert.All(await SlacksAsync(plan.Workers[0]), slack => Assert.Equal("20000000", slack));
        Assert.All(await SlacksAsync(plan.Workers[1]), slack => Assert.Equal("50000", slack));
        await Engine.ActAsync(_cluster, WorkerAction.Restart, [1], _deadline.Token);
        Assert.All(await SlacksAsync(plan.Workers[0]), slack => Assert.Equal("20000000", slack));
        await Engine.ActAsync(_cluster, WorkerAction.Kill, [1], _deadline.Token);
        await Engine.ActAsync(_cluster, WorkerAction.Start, [1], _deadline.Token);
        Assert.All(await SlacksAsync(plan.Workers[0]), slack => Assert.Equal("20000000", slack));
    }

    [DockerFact]
    public async Task Prepare_CreatesNothing_WhereAMountsSourceIsMissing()
    {
        await ConnectAsync();
        ClusterPlan plan = await PlanAsync(
            Group("worker") with { Mounts = [new MountSpec("/no/such/{worker.name}", "/data")] });

        PlanException refused = await Assert.ThrowsAsync<PlanException>(
            () => Engine.PrepareAsync(plan, keeper: null, _deadline.Token));

        Assert.Contains("'/no/such/worker-0001'", refused.Message, StringComparison.Ordinal);
        Assert.True(refused.OnThisMachine);
        Assert.Null(await Engine.InspectAsync(_cluster, _deadline.Token));
    }

    [DockerFact]
    public async Task Mount_ShowsTheHostsFile_AndIsReadOnlyUnlessSaid()
    {
        // What an Engine in a mount namespace of its own sees as this test does.
        const string Source = "/sys/devices/system/cpu";
        string expected = await File.ReadAllTextAsync($"{Source}/possible");
        ClusterPlan plan = await UpAsync(Group("worker") with { Mounts = [new MountSpec(Source, "/mnt/host")] });

        ExecResult read = await ExecAsync(plan, "cat /mnt/host/possible");
        ExecResult write = await ExecAsync(plan, "echo x > /mnt/host/other");

        Assert.Equal(expected, read.Output);
        Assert.Contains("Read-only file system", write.Error, StringComparison.Ordinal);
    }

    [DockerFact]
    public async Task Remove_TakesAVolume_WhoseContainerSomebodyRemovedByHand()
    {
        ClusterPlan plan = await UpAsync(Group("worker") with
        {
            ReadOnlyRoot = true, Files = [new FileSpec { Path = "/etc/contract/a", Content = "x" }],
        });
        string filter = $"label=scalesim.cluster={_cluster}";
        await DockerCli.RunAsync("rm", "-f", plan.Workers[0].ContainerName);
        Assert.NotEqual("", await DockerCli.RunAsync("volume", "ls", "-q", "--filter", filter));

        await foreach (EngineEvent _ in Engine.RemoveAsync(_cluster, run: null, _deadline.Token))
        {
        }

        Assert.Equal("", await DockerCli.RunAsync("volume", "ls", "-q", "--filter", filter));
    }

    private static WorkerGroupSpec Group(string name) => new()
    {
        Name = name,
        Count = 1,
        Image = TestImageFolder.Name,
        Command = ["worker", "{worker.name}"],
        ReadOnlyRoot = false,
    };

    private async Task ConnectAsync() => _engine = await DockerEngine.ConnectAsync(
        new DockerEngineOptions { Sandbox = TestImageFolder.Source }, _deadline.Token);

    private async Task<ClusterPlan> PlanAsync(params WorkerGroupSpec[] groups)
    {
        HostFacts facts = new HostFactsReader(new HostFiles()).Read(await Engine.ReadFactsAsync(_deadline.Token));
        var spec = new ClusterSpec
        {
            Name = _cluster,
            Groups = groups,
            Master = new ExternalMasterSpec { Host = "192.0.2.1", Port = 19998 },
        };
        return Planner.Plan(spec, facts, new RunIdentity($"{Guid.NewGuid():N}"[..8], "test", "0.0.0"));
    }

    private async Task<ClusterPlan> UpAsync(params WorkerGroupSpec[] groups)
    {
        await ConnectAsync();
        ClusterPlan plan = await PlanAsync(groups);
        await Engine.PrepareAsync(plan, keeper: null, _deadline.Token);
        var options = new StartOptions(Concurrency: 2);
        await foreach (EngineEvent happened in Engine.StartAsync(plan, options, _deadline.Token))
        {
            Assert.NotEqual(EngineEventKind.WorkerFailed, happened.Kind);
        }

        return plan;
    }

    private Task<ExecResult> ExecAsync(ClusterPlan plan, string script) =>
        Engine.ExecAsync(plan.Cluster, ExecTarget.Worker(1), ["sh", "-c", script], _deadline.Token);

    private static async Task<IReadOnlyList<string>> SlacksAsync(WorkerPlan worker)
    {
        string pid = await DockerCli.RunAsync("inspect", "--format", "{{.State.Pid}}", worker.ContainerName);
        string[] slacks =
        [
            .. Directory.EnumerateDirectories($"/proc/{pid}/task")
                .Select(thread => File.ReadAllText($"/proc/{Path.GetFileName(thread)}/timerslack_ns").Trim()),
        ];
        Assert.NotEmpty(slacks);
        return slacks;
    }

    private static Task<string> InNodeAsync(string pid, params string[] command) =>
        HostAsync("nsenter", ["--target", pid, "--net", .. command]);

    private static async Task<string> HostAsync(string program, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo(SystemProgram.Find(program)!, arguments)
            {
                RedirectStandardOutput = true,
            })!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output;
    }

    private static string? PeerOf(string pid)
    {
        string number = File.ReadAllText($"/proc/{pid}/root/sys/class/net/eth0/iflink").Trim();
        return Directory.EnumerateDirectories("/sys/class/net")
            .Where(device => File.Exists($"{device}/ifindex"))
            .FirstOrDefault(device => File.ReadAllText($"{device}/ifindex").Trim() == number) is { } found
                ? Path.GetFileName(found)
                : throw new InvalidOperationException($"No peer {number}.");
    }

    // qdisc tbf 8001: dev veth1a2b3c4 root refcnt 2 rate 8Mbit burst 16Kb lat 100ms
    private static string Peer(string line) => DeviceName().Match(line).Groups[1].Value;

    [GeneratedRegex("qdisc tbf .* rate 8Mbit ")]
    private static partial Regex Bucket();

    [GeneratedRegex(@" dev (\S+) ")]
    private static partial Regex DeviceName();
}
