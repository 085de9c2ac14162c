using ScaleSim.Core.Engines;
using ScaleSim.Core.Engines.Images;
using ScaleSim.Core.Names;
using ScaleSim.Core.Tests.Reports;
using ScaleSim.Simulator.Keeper;
using ScaleSim.Simulator.Orphans;
using ScaleSim.Simulator.Tests.Remains;
using ScaleSim.Tests;

namespace ScaleSim.Simulator.Tests.Orphans;

public sealed class OrphanKindsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly ClusterState _cluster = new() { Cluster = "demo", Run = "11112222", User = "jane" };

    [Fact]
    public async Task Folders_AreThoseOfDeadProcessesAndNoCluster()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        KeeperPaths dead = Folder("dead-33334444");
        File.WriteAllText(dead.Keeper, Dead.ToString());
        KeeperPaths alive = Folder("alive-33334444");
        File.WriteAllText(alive.Keeper, ProcessMark.Of(Environment.ProcessId)!.ToString());
        KeeperPaths held = Folder("held-33334444");
        File.WriteAllText(held.Keeper, Dead.ToString());
        held.WriteHolder(ProcessMark.Of(Environment.ProcessId));
        KeeperPaths ofCluster = Folder("demo-11112222");
        File.WriteAllText(ofCluster.Keeper, Dead.ToString());
        KeeperPaths young = Folder("young-33334444");

        Assert.Equal([dead.Directory], await FoldersAsync(time));
        time.Advance(TimeSpan.FromMinutes(2));
        Orphan orphan = (await FolderKind(time).FindAsync(CancellationToken.None))[0];
        Assert.Equal([dead.Directory, young.Directory], (await FoldersAsync(time)).Order(StringComparer.Ordinal));
        Assert.Equal((Environment.UserName, true), (orphan.Owner, orphan.IsForgotten));

        foreach (Orphan each in await FolderKind(time).FindAsync(CancellationToken.None))
        {
            await each.RemoveAsync(CancellationToken.None);
        }

        Assert.Empty(await FoldersAsync(time));
        Assert.True(alive.Exists && held.Exists && ofCluster.Exists);
    }

    [Fact]
    public async Task HostsBlocks_AreThoseOfClustersThatAreNowhere()
    {
        string hosts = _directory.PathOf("hosts");
        string before = "127.0.0.1 localhost\n"
            + Block("demo", "198.18.200.2") + Block("here", "198.18.201.2") + Block("kept", "198.18.202.2")
            + Block("routed", "198.18.8.2") + Block("published", "127.0.0.1");
        File.WriteAllText(hosts, before);
        var files = Leftovers.OthersAlone();
        files[hosts] = before;
        files["/proc/77/cmdline"] = "scalesim\0keeper\0--cluster\0kept\0--run\0" + "55556666\0--socket\0/x\0";
        ClusterState here = new() { Cluster = "here", Run = "1", User = "jane" };
        var kind = new HostsBlockOrphans([hosts], [here], files, TimeProvider.System);

        IReadOnlyList<Orphan> orphans = await kind.FindAsync(CancellationToken.None);

        Assert.Equal([$"demo in {hosts}", $"published in {hosts}"], orphans.Select(orphan => orphan.Name));
        foreach (Orphan orphan in orphans)
        {
            Assert.Null(orphan.Obstacle);
            await orphan.RemoveAsync(CancellationToken.None);
        }

        Assert.Equal(
            before.Replace(Block("demo", "198.18.200.2"), "", StringComparison.Ordinal)
                .Replace(Block("published", "127.0.0.1"), "", StringComparison.Ordinal),
            File.ReadAllText(hosts));
    }

    [Theory]
    [InlineData(1, new[] { "ss-00000001", "ss-00000002" })]
    [InlineData(2, new[] { "ss-00000002" })]
    public async Task Interfaces_AreBridgesOfNoCluster_AndWithASecondEngineOnlyEmptyOnes(
        int engines, string[] expected)
    {
        var files = Leftovers.OthersAlone();
        files.Remove($"/sys/class/net/{Leftovers.OtherBridge}/ifindex");
        files.Remove($"/sys/class/net/{Leftovers.OtherBridge}/bridge/forward_delay");
        for (int engine = 0; engine < engines; engine++)
        {
            files[$"/proc/90{engine}/comm"] = "dockerd\n";
        }

        files["/sys/class/net/ss-00000001/brif/veth0009/port_no"] = "1\n";
        files["/sys/class/net/ss-00000002/ifindex"] = "12\n";
        files[$"/sys/class/net/{new ClusterNames("demo").Bridge("11112222")}/ifindex"] = "13\n";
        files[$"/sys/class/net/{new ClusterNames("kept").Bridge("55556666")}/ifindex"] = "14\n";
        files["/proc/77/cmdline"] = "scalesim\0keeper\0--cluster\0kept\0--run\0" + "55556666\0";

        IReadOnlyList<Orphan> orphans = await new InterfaceOrphans(
            [_cluster], files, isRoot: false, TimeProvider.System).FindAsync(CancellationToken.None);

        Assert.Equal(expected, orphans.Select(orphan => orphan.Name));
        Assert.All(orphans, orphan => Assert.Equal("needs root", orphan.Obstacle));
    }

    [Fact]
    public async Task Images_AreThoseThatNobodyUsedForAWeek()
    {
        var time = new FakeTimeProvider();
        DateTimeOffset old = time.GetUtcNow() - TimeSpan.FromDays(8);
        MadeImage unused = new("1", "scalesim/worker:1", 1, old, IsInUse: false, IsCurrent: false);
        var engine = new StubMadeImages(
            unused,
            unused with { Id = "2", LastUsed = time.GetUtcNow() - TimeSpan.FromDays(6) },
            unused with { Id = "3", IsInUse = true },
            unused with { Id = "4", IsCurrent = true },
            unused with { Id = "5", LastUsed = null });

        Orphan orphan = Assert.Single(await new ImageOrphans(engine, time).FindAsync(CancellationToken.None));
        await orphan.RemoveAsync(CancellationToken.None);

        Assert.Equal(("scalesim/worker:1", (DateTimeOffset?)old), (orphan.Name, orphan.Since));
        Assert.Equal([unused], engine.Removed);
    }

    public void Dispose() => _directory.Dispose();

    private static ProcessMark Dead { get; } = new(Environment.ProcessId, 1, ProcessIdentity.BootId());

    private static string Block(string cluster, string address) =>
        $"# scalesim {cluster} begin\n{address} node-001.{cluster}.scalesim.internal\n# scalesim {cluster} end\n";

    private KeeperPaths Folder(string name)
    {
        var paths = new KeeperPaths(Path.Combine(_directory.PathOf("root"), name));
        paths.Create();
        return paths;
    }

    private FolderOrphans FolderKind(TimeProvider time) =>
        new([_directory.PathOf("root"), _directory.PathOf("none")], [_cluster], time);

    private async Task<IReadOnlyList<string>> FoldersAsync(TimeProvider time) =>
        [.. (await FolderKind(time).FindAsync(CancellationToken.None)).Select(orphan => orphan.Name)];
}
