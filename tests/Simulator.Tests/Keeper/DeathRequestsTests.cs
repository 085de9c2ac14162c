using ScaleSim.Core.Engines;
using ScaleSim.Core.Runs;
using ScaleSim.Simulator.Keeper;

namespace ScaleSim.Simulator.Tests.Keeper;

public sealed class DeathRequestsTests
{
    private readonly DeathRequests _requests = new();

    [Fact]
    public void Asker_GetsWhatItDoesNotKnowYet_OldestFirst()
    {
        Add(1, 2, 3);

        Assert.Equal(([1, 2, 3], 3), Since(0));
        Assert.Equal(([3], 3), Since(2));
        Assert.Equal(([], 3), Since(3));
        Add(4);
        Assert.Equal(([4], 4), Since(3));
    }

    [Fact]
    public void Asker_WhoIsFarBehind_GetsTheLatest()
    {
        Add([.. Enumerable.Range(1, 10_005)]);

        (int[] workers, int count) = Since(0);

        Assert.Equal((10_000, 6, 10_005, 10_005), (workers.Length, workers[0], workers[^1], count));
    }

    private void Add(params int[] workers)
    {
        foreach (int worker in workers)
        {
            _requests.Add(new DeathRequest(WorkerAction.Kill, [worker], "scalesim kill"));
        }
    }

    private (int[] Workers, int Count) Since(int known)
    {
        (IReadOnlyList<DeathRequest> requests, int count) = _requests.Since(known);
        return ([.. requests.SelectMany(request => request.Workers)], count);
    }
}
