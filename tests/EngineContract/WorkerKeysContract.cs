using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Ramdisks;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Workers;

namespace ScaleSim.EngineContract;

/// <summary>
/// What every engine makes of a worker group's keys; one without processes makes the cluster all the same.
/// </summary>
public abstract class WorkerKeysContract : EngineContractBase
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    /// <summary>A command that prints a line and ends with an error; null where nothing runs.</summary>
    protected virtual IReadOnlyList<string>? CrashingCommand => null;

    [ContractFact]
    public async Task Start_WritesFiles_WhereTheRootIsReadOnly()
    {
        await FilesAreThereAsync(readOnlyRoot: true);
    }

    [ContractFact]
    public async Task Start_WritesFiles_WhereTheRootCanBeWritten()
    {
        await FilesAreThereAsync(readOnlyRoot: false);
    }

    [ContractFact]
    public async Task Start_RunsAsTheUser_InTheDirectory_WithItsRamdisk()
    {
        using CancellationTokenSource deadline = CaseDeadline();
        ClusterPlan plan = await UpAsync(
            group => group with
            {
                User = "1234:1234",
                WorkingDirectory = "/mnt",
                Ramdisks = [new RamdiskSpec("/mnt/ramdisk", 1 << 20) { Mode = "0700", Owner = "1234:1234" }],
            },
            deadline.Token);

        if (Engine.Capabilities.Exec)
        {
            Assert.Equal("1234", await ExecAsync(plan, 1, deadline.Token, "id", "-u"));
            Assert.Equal("1234", await ExecAsync(plan, 1, deadline.Token, "id", "-g"));
            Assert.Equal("/mnt", await ExecAsync(plan, 1, deadline.Token, "sh", "-c", "pwd"));
            Assert.Equal(
                "x", await ExecAsync(plan, 1, deadline.Token, "sh", "-c", "echo x > ramdisk/x; cat ramdisk/x"));
        }
    }

    [ContractFact]
    public async Task Start_SetsLimitsAndSysctls_AndTheHostname()
    {
        using CancellationTokenSource deadline = CaseDeadline();
        ClusterPlan plan = await UpAsync(
            group => group with
            {
                PerNode = null,
                Hostname = "rack-{worker.number}",
                ShmSizeBytes = 1 << 20,
                Ulimits = new Dictionary<string, UlimitSpec> { ["nofile"] = new(77, 88) },
                Sysctls = new Dictionary<string, string>
                {
                    ["net.ipv4.ip_default_ttl"] = "33", ["kernel.msgmax"] = "8190",
                },
            },
            deadline.Token);

        if (Engine.Capabilities.Exec)
        {
            Assert.Equal("33", await ExecAsync(plan, 2, deadline.Token, "cat", "/proc/sys/net/ipv4/ip_default_ttl"));
            Assert.Equal("8190", await ExecAsync(plan, 2, deadline.Token, "cat", "/proc/sys/kernel/msgmax"));
            Assert.Equal("rack-2", await ExecAsync(plan, 2, deadline.Token, "cat", "/proc/sys/kernel/hostname"));
            // The worker's own: of what exec starts, runc sets it in a race with Go's runtime (runc#4195).
            Assert.Matches(
                @"Max open files\s+77\s+88\s", await ExecAsync(plan, 2, deadline.Token, "cat", "/proc/1/limits"));
        }
    }

    [ContractFact]
    public async Task Start_GivesEachWorkerItsNode_WhereAPortIsFixed()
    {
        using CancellationTokenSource deadline = CaseDeadline();
        ClusterPlan plan = await UpAsync(
            group => group with { PerNode = null, Ports = [new PortSpec("data", 7777), "web"] }, deadline.Token);

        ClusterState state = await InspectAsync(plan, deadline.Token);

        Assert.Equal(2, state.Nodes.Count);
        Assert.All(
            state.Workers,
            worker => Assert.Contains(worker.Ports, port => port is { Name: "data", Number: 7777 }));
        Assert.Equal(2, state.Workers.Select(worker => worker.Node).Distinct().Count());
    }

    [ContractFact]
    public async Task Start_RestartsACrashingWorker_AsOftenAsItMay()
    {
        using CancellationTokenSource deadline = CaseDeadline();
        ClusterPlan plan = await UpAsync(
            group => group with { Command = CrashingCommand ?? group.Command, Restart = new RestartSpec(2) },
            deadline.Token);
        if (CrashingCommand is null)
        {
            return;
        }

        ClusterState state;
        string log;
        do
        {
            await Task.Delay(Poll, deadline.Token);
            state = await InspectAsync(plan, deadline.Token);
            log = await Engine.ReadLogAsync(plan.Cluster, 1, 100, deadline.Token);
        }
        while (state.Workers[0].Status != ContainerStatus.Exited || Lines(log) < 3);

        Assert.Equal(3, Lines(log));
    }

    private static int Lines(string log) => log.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;

    private async Task FilesAreThereAsync(bool readOnlyRoot)
    {
        using CancellationTokenSource deadline = CaseDeadline();
        ClusterPlan plan = await UpAsync(
            group => group with
            {
                ReadOnlyRoot = readOnlyRoot,
                Files =
                [
                    new FileSpec { Path = "/etc/contract/a.conf", Content = "{worker.name} listens on {ports.data}" },
                    new FileSpec { Path = "/etc/contract/below/b.conf", Content = "ü", Mode = "0600", Owner = "7:8" },
                ],
            },
            deadline.Token);

        foreach (WorkerPlan worker in plan.Workers.Where(_ => Engine.Capabilities.Exec))
        {
            Assert.Equal(
                $"{worker.Name} listens on {worker.PortOf("data")}",
                await ExecAsync(plan, worker.Index, deadline.Token, "cat", "/etc/contract/a.conf"));
            string rights = await ExecAsync(
                plan, worker.Index, deadline.Token, "ls", "-ln", "/etc/contract/below/b.conf");
            Assert.Matches("^-rw------- +1 7 +8 +2 ", rights);
            Assert.StartsWith(
                "drwxr-xr-x",
                await ExecAsync(plan, worker.Index, deadline.Token, "ls", "-ldn", "/etc/contract/below"),
                StringComparison.Ordinal);
        }

        await RemoveAsync(plan.Cluster, deadline.Token);
        await AssertGoneAsync(plan, deadline.Token);
    }

    /// <summary>Two workers of the usual group, changed.</summary>
    protected async Task<ClusterPlan> UpAsync(
        Func<WorkerGroupSpec, WorkerGroupSpec> change, CancellationToken cancellationToken)
    {
        ClusterSpec spec = Spec(UniqueName(), 2, 2);
        ClusterPlan plan = await PrepareAsync(
            spec with { Groups = [.. spec.Groups.Select(change)] }, cancellationToken);
        await StartAsync(plan, cancellationToken);
        return plan;
    }

    /// <summary>What a command prints in a worker; fails where it does.</summary>
    protected async Task<string> ExecAsync(
        ClusterPlan plan, int worker, CancellationToken cancellationToken, params string[] command)
    {
        ExecResult result = await Engine.ExecAsync(
            plan.Cluster, ExecTarget.Worker(worker), command, cancellationToken);
        Assert.True(result.ExitCode == 0, $"{string.Join(' ', command)} ended with {result.ExitCode}: {result.Error}");
        return result.Output.TrimEnd('\n');
    }
}
