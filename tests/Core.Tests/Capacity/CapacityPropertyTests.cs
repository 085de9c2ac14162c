using FsCheck;
using FsCheck.Fluent;
using ScaleSim.Core.Capacity;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Tests.Capacity;

/// <summary>What holds of any figures.</summary>
public sealed class CapacityPropertyTests
{
    private static readonly Config Thousands =
        Config.QuickThrowOnFailure.WithMaxTest(2000).WithReplay(20261121, 1);

    private static Gen<double> Amount { get; } =
        from digits in Gen.Choose(0, 1_000_000)
        from scale in Gen.Elements(1e-6, 1e-3, 1, 1e3, 1e6)
        select digits * scale;

    private static Gen<WorkerFootprint> Footprints { get; } =
        from memory in Gen.Choose(100_000, 2_000_000_000)
        from beside in Gen.Choose(0, 2_000_000_000)
        from cores in Gen.Choose(0, 1000)
        from perNode in Gen.Elements(1, 10, 100, 1000)
        from rate in Gen.Choose(1, 200)
        select new WorkerFootprint(memory, beside, cores / 1000.0, 1.0 / perNode, rate / 10.0);

    private static Gen<MachineType> Types { get; } =
        from cores in Gen.Choose(1, 128)
        from memory in Gen.Choose(1, 2048)
        from cents in Gen.Choose(0, 10_000)
        select new MachineType("type", "cloud", cores, memory, cents / 100m);

    [Fact]
    public void Fitting_IsTheMostThatThereIsEnoughFor() => ForAmounts((perWorker, available) =>
    {
        int fits = WorkerCount.Fitting(perWorker, available);

        Assert.InRange(fits, 0, ClusterSpec.WorkersMax);
        Assert.True(fits * perWorker <= available);
        Assert.True(fits == ClusterSpec.WorkersMax || (fits + 1) * perWorker > available);
    });

    [Fact]
    public void Fitting_GrowsWithWhatThereIs_AndFallsWithWhatAWorkerTakes() => ForAmounts((perWorker, available) =>
    {
        int fits = WorkerCount.Fitting(perWorker, available);

        Assert.InRange(WorkerCount.Fitting(perWorker, available * 2), fits, ClusterSpec.WorkersMax);
        Assert.InRange(WorkerCount.Fitting(perWorker * 2, available), 0, fits);
    });

    [Fact]
    public void Fitting_IsNone_WhereNothingIsLeft()
    {
        Assert.Equal(0, WorkerCount.Fitting(1, -5));
        Assert.Equal(0, WorkerCount.Fitting(0, -5));
        Assert.Equal(ClusterSpec.WorkersMax, WorkerCount.Fitting(0, 0));
        Assert.Equal(ClusterSpec.WorkersMax, WorkerCount.Fitting(-1, 0));
    }

    [Fact]
    public void Start_IsWithinItsDeadline_ForAllThatFitAndForNoMore() => Prop.ForAll(
        Gen.Choose(1, 2000).Select(tenths => tenths / 10.0).ToArbitrary(),
        rate =>
        {
            int fits = StartDeadline.Fitting(rate, given: null);

            Assert.True(fits / rate <= StartDeadline.Usual(fits).TotalSeconds + 1e-6);
            Assert.True(
                fits == ClusterSpec.WorkersMax
                || (fits + 1) / rate > StartDeadline.Usual(fits + 1).TotalSeconds - 1e-6);
            Assert.InRange(StartDeadline.Fitting(rate, TimeSpan.FromSeconds(60)), 0, fits);
        }).Check(Thousands);

    [Fact]
    public void Hosts_CarryAllWorkers_AndOneFewerDoesNot() => ForFits((type, footprint, workers) =>
    {
        MachineFit fit = MachineFitter.Fit(type, footprint, workers, startTimeout: null);

        Assert.Equal(fit.PerHost == 0, fit.Hosts is null);
        if (fit.Hosts is { } hosts)
        {
            Assert.True((long)hosts * fit.PerHost >= workers);
            Assert.True((hosts - 1L) * fit.PerHost < workers);
            Assert.Equal(hosts * type.DollarsPerHour, fit.DollarsPerHour);
        }
    });

    [Fact]
    public void Hosts_AreNotMore_OnALargerMachineOrForFewerWorkers() => ForFits((type, footprint, workers) =>
    {
        int hosts = HostsOf(type, workers);
        MachineType larger = type with { Cores = type.Cores * 2, MemoryGiB = type.MemoryGiB * 2 };
        Assert.InRange(HostsOf(larger, workers), 1, hosts);
        Assert.InRange(HostsOf(type, Math.Max(1, workers / 2)), 1, hosts);

        int HostsOf(MachineType on, int count) =>
            MachineFitter.Fit(on, footprint, count, startTimeout: null).Hosts ?? int.MaxValue;
    });

    [Fact]
    public void Fit_PutsTheCheapestFirst_AndThoseThatCarryNoneLast() => Prop.ForAll(
        (from types in Types.ArrayOf(8)
         from footprint in Footprints
         select (types, footprint)).ToArbitrary(),
        found =>
        {
            (MachineType[] types, WorkerFootprint footprint) = found;
            decimal[] prices =
            [
                .. MachineFitter.Fit(types, footprint, 1000, startTimeout: null)
                    .Select(fit => fit.DollarsPerHour ?? decimal.MaxValue),
            ];
            Assert.Equal(types.Length, prices.Length);
            Assert.Equal(prices.Order(), prices);
        }).Check(Thousands);

    private static void ForAmounts(Action<double, double> holds) => Prop.ForAll(
        (from perWorker in Amount
         from available in Amount
         select (perWorker, available)).ToArbitrary(),
        found => holds(found.perWorker, found.available)).Check(Thousands);

    private static void ForFits(Action<MachineType, WorkerFootprint, int> holds) => Prop.ForAll(
        (from type in Types
         from footprint in Footprints
         from workers in Gen.Choose(1, 10_000)
         select (type, footprint, workers)).ToArbitrary(),
        found => holds(found.type, found.footprint, found.workers)).Check(Thousands);
}
