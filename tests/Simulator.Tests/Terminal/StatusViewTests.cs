using System.Net;
using System.Text.Json;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Ports;
using ScaleSim.Core.Runs;
using ScaleSim.Core.Tests.Reports;
using ScaleSim.Simulator.Keeper;
using ScaleSim.Simulator.Status;
using ScaleSim.Simulator.Terminal;

namespace ScaleSim.Simulator.Tests.Terminal;

public sealed class StatusViewTests
{
    private static readonly ClusterState State = new()
    {
        Cluster = "demo",
        Run = "1a2b3c4d",
        User = "jane",
        CreatedAt = RunSamples.StartedAt,
        Subnet = "198.18.0.0/22",
        Gateway = IPAddress.Parse("198.18.0.1"),
        Keeper = new KeeperIdentity(812, 44021, "boot", "/run/scalesim/demo.sock", HoldsRun: false),
        Nodes =
        [
            new NodeState(1, "node-001", ContainerStatus.Running, IPAddress.Parse("198.18.0.2")),
            new NodeState(2, "node-002", ContainerStatus.Exited, null),
        ],
        Workers =
        [
            Worker(1, 1, ContainerStatus.Running, "Up 2 minutes"),
            Worker(2, 1, ContainerStatus.Running, "Up 2 minutes"),
            Worker(3, 2, ContainerStatus.Exited, "Exited (3) [red]2 seconds ago,\nsorry"),
            Worker(4, 9, ContainerStatus.Dead, ""),
        ],
    };

    private static readonly WorkerDeath Death = new()
    {
        Time = RunSamples.StartedAt,
        Worker = 3,
        ExitCode = 3,
        Why = "ended with exit code 3",
        LastLines = ["no room for", "[red]more"],
    };

    private static readonly EngineAbsence Absence = new(RunSamples.StartedAt, RunSamples.StartedAt.AddSeconds(4))
    {
        Nodes = [1], Workers = [1, 2],
    };

    private static readonly KeeperReply WithoutMaster = new()
    {
        KeeperProcessId = 812,
        MasterDeath = new MasterDeath(RunSamples.StartedAt, ExitCode: 3, Restarts: 0, ["out of luck"]),
        Deaths = [Death],
        Absences = [KeeperAbsence.Of(Absence, problem: null)],
    };

    private static readonly KeeperReply Keeper = new()
    {
        KeeperProcessId = 812,
        MasterProcessId = 813,
        MasterRestarts = 2,
        Deaths = [Death],
    };

    private static readonly RegisteredWorkers TwoRegistered = new(2, new HashSet<int> { 1, 2 }, []);

    [Fact]
    public void Table_ShowsNodesAndTheWorkersThatDontRun()
    {
        TestConsole console = TestConsole.Pipe();
        StatusView.Write(
            console.Console,
            new ClusterStatus(State, Keeper, "No keeper: the hosts block is unmanaged.", TwoRegistered),
            OutputFormat.Table);

        Assert.Equal(
            """
            demo: 2 of 4 workers running on 2 nodes, run 1a2b3c4d, started by jane
            master (process 813) at an unknown address counts 2 registered workers
            2 running, 1 exited, 1 dead

              node       address      status    workers   running
            ───────────────────────────────────────────────────────
              node-001   198.18.0.2   running         2         2
              node-002                exited          1         0


              worker missing   status   why
            ──────────────────────────────────────────────────────────────────────────────────────────
              worker-0003      exited   ended with exit code 3; Exited (3) [red]2 seconds ago, sorry
              worker-0004      dead


              death                      worker        why
            ───────────────────────────────────────────────────────────────────
              2026-11-21T10:51:00.000Z   worker-0003   ended with exit code 3

            last lines of worker-0003:
              no room for
              [red]more
            warning: No keeper: the hosts block is unmanaged.

            """,
            console.Output);
    }

    [Fact]
    public void Table_ShowsWhereNamesAreAnswered()
    {
        TestConsole console = TestConsole.Pipe();
        ClusterState named = State with { Keeper = State.Keeper! with { HostsFile = "/etc/hosts" } };
        StatusView.Write(
            console.Console,
            new ClusterStatus(named, Keeper with { Dns = "127.18.0.53:53" }, unmanaged: null),
            OutputFormat.Table);

        Assert.Contains(
            "\nnames answered by DNS at 127.18.0.53:53\nnames in /etc/hosts\n",
            console.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Table_SaysWhenTheEngineWasAway()
    {
        TestConsole console = TestConsole.Pipe();
        KeeperReply reply = Keeper with
        {
            Absences = [KeeperAbsence.Of(Absence, problem: null), KeeperAbsence.Of(Absence, "worker-0002 is lost.")],
        };
        StatusView.Write(console.Console, new ClusterStatus(State, reply, unmanaged: null), OutputFormat.Table);

        const string Away = "engine away from 2026-11-21T10:51:00.000Z to 2026-11-21T10:51:04.000Z: "
            + "1 node and 2 workers ended. ";
        Assert.Contains($"\n{Away}All of it runs again, nodes first", console.Output, StringComparison.Ordinal);
        Assert.Contains($"\nwarning: {Away}worker-0002 is lost.", console.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Csv_HasALinePerWorker()
    {
        TestConsole console = TestConsole.Pipe();
        StatusView.Write(
            console.Console, new ClusterStatus(State, Keeper, "not data", TwoRegistered), OutputFormat.Csv);

        Assert.Equal(
            """
            index,name,node,address,ports,status,detail,group,registered
            1,worker-0001,node-001,198.18.0.2,rpc=20001,running,Up 2 minutes,worker,yes
            2,worker-0002,node-001,198.18.0.2,rpc=20002,running,Up 2 minutes,worker,yes
            3,worker-0003,node-002,,rpc=20003,exited,"Exited (3) [red]2 seconds ago,
            sorry",worker,no
            4,worker-0004,,,rpc=20004,dead,,worker,no

            """,
            console.Output);
        Assert.Equal(SpecPage.Names("status.md", "--format csv"), StatusView.Csv.Names);
    }

    [Fact]
    public void Json_HasTheFieldsOfThePage()
    {
        TestConsole console = TestConsole.Pipe();
        StatusView.Write(
            console.Console, new ClusterStatus(State, WithoutMaster, "not data", TwoRegistered), OutputFormat.Json);

        using JsonDocument document = JsonDocument.Parse(console.Output);
        Assert.Equal(812, document.RootElement.GetProperty("keeperProcessId").GetInt32());
        Assert.Equal(
            SpecPage.Names("status.md", "--format json").Order(),
            JsonPaths.Of(document.RootElement, "workers[].ports").Order());
    }

    [Fact]
    public void Table_ShowsTheMastersLastLines_WhenItDied()
    {
        TestConsole console = TestConsole.Pipe();
        var status = new ClusterStatus(State, WithoutMaster, null);

        StatusView.Write(console.Console, status, OutputFormat.Table);

        Assert.Contains("with exit code 3; its last lines:", console.Output, StringComparison.Ordinal);
        Assert.Contains("  out of luck", console.Output, StringComparison.Ordinal);
        Assert.False(status.IsHealthy);
    }

    [Fact]
    public void List_ShowsEachCluster_InEachFormat()
    {
        Assert.Equal(
            """

              cluster   run        user   age         nodes   workers   running   state
            ──────────────────────────────────────────────────────────────────────────────
              demo      1a2b3c4d   jane   1 h 2 min   2       4         2         partly


            """,
            List([State], OutputFormat.Table));
        Assert.Equal(
            "cluster,run,user,createdAt,nodes,workers,running,intended,state,expiresAt\n"
                + "demo,1a2b3c4d,jane,2026-11-21T10:51:00.000Z,2,4,2,4,partly,\n",
            List([State], OutputFormat.Csv));
        Assert.Equal(SpecPage.Names("status.md", "Several clusters"), ClusterListView.Csv.Names);
        using JsonDocument document = JsonDocument.Parse(List([State, State], OutputFormat.Json));
        Assert.Equal(2, document.RootElement.GetArrayLength());
    }

    [Fact]
    public void TimeToLive_IsShownWhereThereIsOne()
    {
        ClusterState ends = State with
        {
            Keeper = State.Keeper! with { ExpiresAt = RunSamples.StartedAt + TimeSpan.FromHours(2) },
        };
        TestConsole console = TestConsole.Pipe();
        var status = new ClusterStatus(ends, Keeper, unmanaged: null)
        {
            SeenAt = RunSamples.StartedAt + TimeSpan.FromMinutes(30),
        };
        StatusView.Write(console.Console, status, OutputFormat.Table);

        Assert.Contains(
            "\nits time to live ends in 1 h 30 min, at 2026-11-21T12:51:00.000Z\n",
            console.Output,
            StringComparison.Ordinal);
        Assert.Contains("partly   58 min 0 s\n", List([ends, State], OutputFormat.Table), StringComparison.Ordinal);
        Assert.EndsWith(",2026-11-21T12:51:00.000Z\n", List([ends], OutputFormat.Csv), StringComparison.Ordinal);
        using JsonDocument document = JsonDocument.Parse(List([ends], OutputFormat.Json));
        Assert.Equal("2026-11-21T12:51:00.000Z", document.RootElement[0].GetProperty("expiresAt").GetString());
    }

    [Fact]
    public void List_OfNothing_SaysSo() => Assert.Equal("no clusters\n", List([], OutputFormat.Table));

    private static string List(IReadOnlyList<ClusterState> clusters, OutputFormat format)
    {
        TestConsole console = TestConsole.Pipe();
        ClusterListView.Write(
            console.Console, clusters, format, RunSamples.StartedAt + TimeSpan.FromMinutes(62));
        return console.Output;
    }

    private static WorkerState Worker(int index, int node, ContainerStatus status, string detail) => new()
    {
        Index = index,
        Name = $"worker-{index:0000}",
        Group = "worker",
        Node = node,
        Status = status,
        Ports = [new NamedPort("rpc", 20000 + index)],
        Detail = detail,
    };
}
