using ScaleSim.ReferenceMaster.Blocks;
using ScaleSim.ReferenceMaster.Workers;
using ScaleSim.ReferenceProtocol.Workers;

namespace ScaleSim.Reference.Tests.Masters;

public class PlacementTests
{
    private const int Length = 1 << 20;

    private readonly Placement _placement = new(new Random(1));

    [Fact]
    public void Replicas_GoToDifferentNodes_WhileThereAreNodes()
    {
        var workers = Enumerable.Range(0, 300).Select(i => Worker(i, node: i % 3)).ToArray();

        for (var i = 0; i < 50; i++)
        {
            var chosen = _placement.Choose(workers, Length, 5, []);
            Assert.Equal(5, chosen.Distinct().Count());
            Assert.Equal(3, chosen.Take(3).Select(w => w.Key.Address).Distinct().Count());
        }
    }

    [Fact]
    public void Replicas_GoWhereThereIsRoom()
    {
        var workers = Enumerable.Range(0, 10).Select(i => Worker(i, node: i, used: (10 - i) << 20)).ToArray();

        Assert.Equal([9, 8, 7], _placement.Choose(workers, Length, 3, []).Select(w => w.Index));
    }

    [Fact]
    public void FullWorkers_AreNotChosen()
    {
        WorkerRecord[] workers =
            [Worker(0, node: 0, used: 16 << 20), Worker(1, node: 1, used: (15 << 20) + 1), Worker(2, node: 2)];

        Assert.Equal([2], _placement.Choose(workers, Length, 3, []).Select(w => w.Index));
    }

    [Fact]
    public void TakenWorkers_AreNotChosen_AndTheirNodesComeLast()
    {
        var workers = new[] { Worker(0, node: 0), Worker(1, node: 0), Worker(2, node: 1, used: 10 << 20) };

        Assert.Equal([2, 1], _placement.Choose(workers, Length, 2, [workers[0]]).Select(w => w.Index));
    }

    [Fact]
    public void Promises_Count_SoThatBlocksSpread()
    {
        var workers = Enumerable.Range(0, 100).Select(i => Worker(i, node: i)).ToArray();

        for (var i = 0; i < 50; i++)
        {
            foreach (var worker in _placement.Choose(workers, Length, 2, []))
            {
                worker.PromisedBytes += Length;
            }
        }

        Assert.All(workers, w => Assert.Equal(Length, w.PromisedBytes));
    }

    [Fact]
    public void Choice_IsTheSame_WithTheSameSeed()
    {
        var workers = Enumerable.Range(0, 100).Select(i => Worker(i, node: i)).ToArray();

        int[] Choose(int seed) =>
            [.. new Placement(new Random(seed)).Choose(workers, Length, 3, []).Select(w => w.Index)];

        Assert.Equal(Choose(7), Choose(7));
        Assert.NotEqual(Choose(7), Choose(8));
    }

    private static WorkerRecord Worker(int index, int node, long used = 0)
    {
        var key = new WorkerKey($"worker-{index}", $"198.18.0.{node}", 20_000 + index);
        return new WorkerRecord(key)
        {
            Location = new WorkerLocation(
                $"{index}", key.Name, key.Name, key.Address, new WorkerPorts(key.DataPort, 1)),
            Index = index,
            CapacityBytes = 16 << 20,
            UsedBytes = used,
        };
    }
}
