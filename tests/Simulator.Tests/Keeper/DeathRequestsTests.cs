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

        Assert.Equal("1,2,3 of 3", Since(0));
        Assert.Equal("3 of 3", Since(2));
        Assert.Equal(" of 3", Since(3));
        Add(4);
        Assert.Equal("4 of 4", Since(3));
    }

    [Fact]
    public void Asker_WhoIsFarBehind_GetsTheLatest()
    {
        Add([.. Enumerable.Range(1, 10_005)]);

        (IReadOnlyList<DeathRequest> requests, int count) = _requests.Since(0);

        Assert.Equal((10_000, 10_005), (requests.Count, count));
        Assert.Equal((6, 10_005), (requests[0].Workers[0], requests[^1].Workers[0]));
    }

    private void Add(params int[] workers)
    {
        foreach (int worker in workers)
        {
            _requests.Add(new DeathRequest(WorkerAction.Kill, [worker], "scalesim kill"));
        }
    }

    private string Since(int known)
    {
        (IReadOnlyList<DeathRequest> requests, int count) = _requests.Since(known);
        return $"{string.Join(',', requests.SelectMany(request => request.Workers))} of {count}";
    }
}
