using ScaleSim.Core.Checks;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Tests.Checks;

public sealed class RamdisksCheckTests
{
    private static readonly MountedRamdisk AsPlanned = new("/ramdisk", "tmpfs", CheckPlans.RamdiskBytes, "mountinfo");

    [Fact]
    public async Task Ramdisks_NamesTheInstrument_WhenAllAreAsPlanned()
    {
        CheckOutcome outcome = await RunAsync(_ => [AsPlanned]);

        Assert.Equal(
            CheckOutcome.Passed("every ramdisk of 4 workers is a tmpfs of its planned size, by mountinfo"), outcome);
    }

    [Fact]
    public async Task Ramdisks_Fails_WhenOneHasAnotherSize() => await FailsAsync(
        AsPlanned with { SizeBytes = 8388608 }, "worker-0003: /ramdisk has 8388608 bytes, not 16777216");

    [Fact]
    public async Task Ramdisks_Fails_WhenOneHasNoSize() =>
        await FailsAsync(AsPlanned with { SizeBytes = null }, "worker-0003: /ramdisk has no size");

    [Fact]
    public async Task Ramdisks_Fails_WhenOneIsNoTmpfs() =>
        await FailsAsync(AsPlanned with { FileSystem = "overlay" }, "worker-0003: /ramdisk is overlay, not tmpfs");

    [Fact]
    public async Task Ramdisks_Fails_WhenOneIsElsewhere() =>
        await FailsAsync(AsPlanned with { Path = "/ram" }, "worker-0003: nothing is mounted at /ramdisk");

    [Fact]
    public async Task Ramdisks_Fails_WhenAnotherMountHidesIt()
    {
        CheckOutcome outcome = await RunAsync(_ => [AsPlanned, AsPlanned with { FileSystem = "ext4" }]);

        Assert.Equal(Verdict.Failed, outcome.Verdict);
    }

    [Fact]
    public async Task Ramdisks_IsNotChecked_WhenTheEngineCanNotRead()
    {
        CheckOutcome outcome = await new RamdisksCheck().RunAsync(CheckPlans.Create(2), new StubEngine());

        Assert.Equal(Verdict.NotChecked, outcome.Verdict);
    }

    [Fact]
    public async Task Ramdisks_IsNotApplicable_WhenTheEngineIsFakeAndReadsItsOwnPlan()
    {
        var engine = new StubRamdiskEngine(_ => [AsPlanned])
        {
            Capabilities = new EngineCapabilities(false, false, false),
        };

        CheckOutcome outcome = await new RamdisksCheck().RunAsync(CheckPlans.Create(2), engine);

        Assert.Equal(CheckOutcome.NotApplicable("engine fake"), outcome);
    }

    private static async Task FailsAsync(MountedRamdisk third, string part)
    {
        CheckOutcome outcome = await RunAsync(worker => worker.Index == 3 ? [third] : [AsPlanned]);

        Assert.Equal(Verdict.Failed, outcome.Verdict);
        Assert.Contains(part, outcome.Message, StringComparison.Ordinal);
        Assert.Contains("1 of 4 workers", outcome.Message, StringComparison.Ordinal);
    }

    private static Task<CheckOutcome> RunAsync(Func<WorkerPlan, IReadOnlyList<MountedRamdisk>> mounts) =>
        new RamdisksCheck().RunAsync(CheckPlans.Create(4), new StubRamdiskEngine(mounts));
}
