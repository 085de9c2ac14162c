using ScaleSim.Simulator.Keeper;
using ScaleSim.Simulator.Launch;
using ScaleSim.Simulator.Tests.Keeper;
using ScaleSim.Simulator.Tests.Workers;

namespace ScaleSim.Simulator.Tests.Launch;

public sealed class ClusterRemovalTests
{
    [Fact]
    public async Task Keeper_IsTold_BeforeAnythingIsRemoved_SoThatItStartsNothingAnew()
    {
        // A socket's path has 107 bytes at most.
        string socket = Path.Combine(Path.GetTempPath(), $"sst-{Guid.NewGuid():N}"[..16] + ".sock");
        await using var keeper = new StubKeeper(socket);
        await using FakeCluster cluster = await FakeCluster.UpAsync(2);
        using KeeperClient client = await KeeperClient.ConnectAsync(socket, CancellationToken.None);
        List<KeeperVerb>? before = null;

        await ClusterRemoval.RemoveAsync(
            cluster.Engine,
            cluster.Name,
            run: null,
            client,
            paths: null,
            hostsFile: null,
            _ => before ??= [.. keeper.Requests.Select(request => request.Verb)],
            CancellationToken.None);

        Assert.Equal([KeeperVerb.EndWatch], before);
        Assert.Equal(
            [KeeperVerb.EndWatch, KeeperVerb.StopMaster, KeeperVerb.Quit],
            keeper.Requests.Select(request => request.Verb));
    }
}
