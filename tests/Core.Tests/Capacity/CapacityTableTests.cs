using ScaleSim.Core.Capacity;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Tests.Planning;

namespace ScaleSim.Core.Tests.Capacity;

public sealed class CapacityTableTests
{
    private const long Gigabyte = 1_000_000_000;

    private static readonly HostLimit Threads = new(HostLimitKind.Threads, "kernel.pid_max", 32_768, 768);

    // A worker of 10 MB and 20 threads; 300 MB and 100 threads are the cluster's whatever its size.
    private static readonly CapacityMeasurement Measured = new()
    {
        Before = new MachineSample(0, 0, 20 * Gigabyte, [Threads]),
        First = new MachineSample(8, 1, (20 * Gigabyte) - 380_000_000, [Threads with { Used = 768 + 100 + 160 }]),
        Second = new MachineSample(16, 1, (20 * Gigabyte) - 460_000_000, [Threads with { Used = 768 + 100 + 320 }]),
        GroupMemoryBytes = 6_000_000,
        IdleCores = 0.001,
        StartsPerSecond = 10,
        Cores = 4,
        BusyCores = 0.4,
    };

    // The same, with what is the cluster's own: 8.5 MB and 21 threads of a worker and its shim.
    private static readonly CapacityMeasurement WithOwn = Measured with
    {
        First = Measured.First with { Own = new ClusterFootprint(70_000_000, 180, 300) },
        Second = Measured.Second with { Own = new ClusterFootprint(138_000_000, 348, 604) },
    };

    private static readonly ClusterSpec Spec = Samples.Spec(1000);

    [Fact]
    public void Calculate_TakesTheDifferenceOfTwoSizes_SoThatWhatIsFixedCancels()
    {
        CapacityResult result = Calculate(Measured);

        // 10 MB, and a node's 4.6 MB for every hundred workers; no more than 20 GB less what is fixed.
        CapacityRow memory = Row(result, CapacityTable.IdleMemory);
        Assert.Equal(10_046_000, memory.PerWorker, 3);
        Assert.Equal((20 * Gigabyte) - (380_000_000 - (8 * 10_046_000)), memory.Available, 3);
        Assert.True(memory.IsMeasured);
        CapacityRow threads = Row(result, "kernel.pid_max");
        Assert.Equal((20, 32_000, 1600), (threads.PerWorker, threads.Available, threads.Fits));
    }

    [Fact]
    public void Calculate_NamesTheResourceThatEndsFirst()
    {
        CapacityResult result = Calculate(Measured);

        Assert.Equal(("kernel.pid_max", 1600), (result.EndsFirst.Resource, result.Fits));
        Assert.Equal(
            CapacityTable.Processor, Calculate(Measured with { IdleCores = 0.01 }).EndsFirst.Resource);
        Assert.Equal(300, Calculate(Measured with { IdleCores = 0.01 }).Fits);
        Assert.Equal(
            CapacityTable.Start, Calculate(Measured with { StartsPerSecond = 2 }).EndsFirst.Resource);
        Assert.Equal(200, Calculate(Measured with { StartsPerSecond = 2 }).Fits);
    }

    [Fact]
    public void Calculate_CountsFullMemory_OnlyWhereTheSpecIsStrict()
    {
        CapacityRow loose = Row(Calculate(Measured), CapacityTable.FullMemory);
        CapacityRow strict = Row(Calculate(Measured, Spec with { StrictMemory = true }), CapacityTable.FullMemory);

        // 32 + 16 + 8 MiB, and the 4 MB that the container took beside its program.
        Assert.Equal((56L << 20) + 4_046_000, loose.PerWorker, 3);
        Assert.Equal((false, true), (loose.Counts, strict.Counts));
        Assert.Equal(
            CapacityTable.FullMemory, Calculate(Measured, Spec with { StrictMemory = true }).EndsFirst.Resource);
    }

    [Theory]
    [InlineData(21)]
    [InlineData(15)]
    public void Calculate_GoesByTheControlGroup_WhereOthersMovedTheMemoryMeanwhile(int gigabytesLeft)
    {
        CapacityMeasurement disturbed = WithOwn with
        {
            Second = WithOwn.Second with { MemoryAvailableBytes = gigabytesLeft * Gigabyte },
        };

        CapacityRow memory = Row(Calculate(disturbed), CapacityTable.IdleMemory);

        // 6 MB of its group, 4.6 MB that a container usually costs, and the share of the node.
        Assert.Equal(10_646_000, memory.PerWorker, 3);
        Assert.StartsWith("other programs moved available memory", memory.Note, StringComparison.Ordinal);
        Assert.Empty(Row(Calculate(WithOwn), CapacityTable.IdleMemory).Note);
        Assert.Equal(10_046_000, Row(Calculate(WithOwn), CapacityTable.IdleMemory).PerWorker, 3);
    }

    [Fact]
    public void Calculate_CountsTheClustersOwnThreads_WhereOthersStartedSomeMeanwhile()
    {
        CapacityMeasurement disturbed = WithOwn with
        {
            Second = WithOwn.Second with { Limits = [Threads with { Used = 9000 }] },
        };

        CapacityRow threads = Row(Calculate(disturbed), "kernel.pid_max");

        Assert.Equal((21, true), (threads.PerWorker, threads.IsMeasured));
    }

    [Fact]
    public void Calculate_TakesTheUsualFigure_OfWhatCannotBeSeenToBeTaken()
    {
        HostLimit keys = new(HostLimitKind.Keyrings, "kernel.keys.root_maxkeys", 1000, 0);
        MachineSample blind = Measured.Before with { Limits = [keys] };

        CapacityRow row = Row(
            Calculate(Measured with { Before = blind, First = blind, Second = blind }), "kernel.keys.root_maxkeys");

        Assert.Equal((1.01, false, 990), (Math.Round(row.PerWorker, 6), row.IsMeasured, row.Fits));
    }

    [Fact]
    public void Calculate_KnowsTheBridgeAndTheNeighbours_ByHowWorkersArePacked()
    {
        ClusterSpec alone = Samples.Spec(Samples.Group(1000) with { PerNode = 1 });
        HostFacts facts = Samples.Facts with { NeighbourTableMax = 1024 };

        CapacityResult result = CapacityTable.Calculate(Measured, alone, facts, startTimeout: null);

        Assert.Equal(900, Row(result, CapacityTable.Bridge).Fits);
        Assert.Equal(480, Row(result, CapacityTable.Neighbours).Fits);
        Assert.Equal((CapacityTable.Neighbours, 480), (result.EndsFirst.Resource, result.Fits));
    }

    [Fact]
    public void Calculate_CountsPorts_OnlyWhereTheyArePublished()
    {
        ClusterSpec published = Spec with { Expose = Exposure.Published };
        HostFacts facts = Samples.Facts with { PortsInUse = new HashSet<int> { 20000, 20001, 80 } };

        CapacityResult result = CapacityTable.Calculate(Measured, published, facts, startTimeout: null);

        CapacityRow ports = Row(result, CapacityTable.Ports);
        Assert.Equal((2, 11_998), (ports.PerWorker, ports.Available));
        Assert.DoesNotContain(Calculate(Measured).Rows, row => row.Resource == CapacityTable.Ports);
    }

    private static CapacityResult Calculate(CapacityMeasurement measured, ClusterSpec? spec = null) =>
        CapacityTable.Calculate(measured, spec ?? Spec, Samples.Facts, startTimeout: null);

    private static CapacityRow Row(CapacityResult result, string resource) =>
        result.Rows.Single(row => row.Resource == resource);
}
