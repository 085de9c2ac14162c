using ScaleSim.Core.Checks;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Simulator.Reference.Checks;

namespace ScaleSim.Simulator.Tests.Reference;

/// <summary>Each reference check passes on a right system, and fails, saying why, on one with its fault.</summary>
public sealed class ReferenceChecksTests
{
    private readonly PollClock _time = new();

    [Theory]
    [InlineData("ramdisk-overfill", "took 16 blocks of 65536 bytes on its ramdisk of 1048576, refused the next")]
    [InlineData("files", "20 files")]
    [InlineData("worker-loss", "2 of 40 workers killed at once: 20 files read back during the loss")]
    [InlineData("block-loss", "lost all 2 holders")]
    [InlineData("master-restart", "all 40 workers registered")]
    public async Task Check_PassesAndCleansUp_WhenTheSystemIsRight(string name, string message)
    {
        ClusterPlan plan = ReferencePlans.Create(40);
        using var reference = new InMemoryReference(plan, _time, Fault.None);

        CheckOutcome outcome = await RunAsync(name, plan, reference);

        Assert.Equal(Verdict.Passed, outcome.Verdict);
        Assert.Contains(message, outcome.Message, StringComparison.Ordinal);
        Assert.Empty(reference.Paths);
        Assert.All(reference.Workers, worker => Assert.True(worker.Runs));
    }

    [Theory]
    [InlineData("ramdisk-overfill", Fault.Bottomless, "more than its ramdisk of 1048576 bytes can hold")]
    [InlineData("ramdisk-overfill", Fault.DiesWhenFull, "did not survive a full ramdisk: it is Exited (Exited (137))")]
    [InlineData("ramdisk-overfill", Fault.UncleanWhenFull, "said unavailable: Something went wrong.")]
    [InlineData("ramdisk-overfill", Fault.CorruptWhenFull, "the bytes differ")]
    [InlineData("ramdisk-overfill", Fault.NeverEmptied, "was emptied and still takes no block")]
    [InlineData("ramdisk-overfill", Fault.Remnants, "bytes of its ramdisk stay used")]
    [InlineData("files", Fault.WrongBytes, "20 of 20 files did not read back after they were written")]
    [InlineData("files", Fault.NoWrites, "20 of 20 files could not be written")]
    [InlineData("worker-loss", Fault.WrongBytes, "differs from byte")]
    [InlineData("worker-loss", Fault.NoFailover, "did not read back during the loss")]
    [InlineData("worker-loss", Fault.BlindMaster, "for the master to see each loss: 2 of 2 still live")]
    [InlineData("worker-loss", Fault.NoReplication, "every block to have its replicas on live workers")]
    [InlineData("worker-loss", Fault.NoReturn, "for each worker to return to the master")]
    [InlineData("worker-loss", Fault.LastingRamdisk, "their ramdisks are not empty")]
    [InlineData("worker-loss", Fault.OneReplica, "No worker can be spared")]
    [InlineData("block-loss", Fault.InventedBytes, "was read right after its holders were killed")]
    [InlineData("block-loss", Fault.NamelessRefusal, "but not as block-lost of block")]
    [InlineData("block-loss", Fault.BlindMaster, "for the master to see each loss")]
    [InlineData("block-loss", Fault.NoReturn, "for each worker to return to the master")]
    [InlineData("block-loss", Fault.LastingRamdisk, "their ramdisks are not empty")]
    [InlineData("block-loss", Fault.NoWrites, "could not be written")]
    [InlineData("master-restart", Fault.ForgetfulMaster, "did not read back after the master's restart")]
    [InlineData("master-restart", Fault.NoRestart, "it still has the start time from before")]
    [InlineData("master-restart", Fault.OneStaysAway, "1 missing (worker-0001)")]
    public async Task Check_FailsAndSaysWhy_WhenTheSystemHasItsFault(string name, Fault fault, string message)
    {
        ClusterPlan plan = ReferencePlans.Create(40);
        using var reference = new InMemoryReference(plan, _time, fault);

        CheckOutcome outcome = await RunAsync(name, plan, reference);

        Assert.Equal(Verdict.Failed, outcome.Verdict);
        Assert.Contains(message, outcome.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Fault.NoFailover)]
    [InlineData(Fault.BlindMaster)]
    [InlineData(Fault.NoReplication)]
    public async Task WorkerLoss_StartsItsVictimsAgain_WhenItFails(Fault fault)
    {
        ClusterPlan plan = ReferencePlans.Create(40);
        using var reference = new InMemoryReference(plan, _time, fault);

        await RunAsync("worker-loss", plan, reference);

        Assert.All(reference.Workers, worker => Assert.True(worker.Runs));
    }

    [Fact]
    public async Task BlockLoss_StartsItsVictimsAgain_WhenItFails()
    {
        ClusterPlan plan = ReferencePlans.Create(40);
        using var reference = new InMemoryReference(plan, _time, Fault.InventedBytes);

        await RunAsync("block-loss", plan, reference);

        Assert.All(reference.Workers, worker => Assert.True(worker.Runs));
    }

    [Fact]
    public async Task WorkerLoss_KillsTheSameWorkers_WhenTheSeedIsTheSame()
    {
        ClusterPlan plan = ReferencePlans.Create(100);
        var victims = new List<int[]>();
        for (int run = 0; run < 2; run++)
        {
            using var reference = new InMemoryReference(plan, _time, Fault.None);
            await using var engine = new InMemoryEngine(plan, reference);
            await RunAsync("worker-loss", plan, reference, engine);
            victims.Add(engine.Actions[0].Workers);
        }

        Assert.Equal(5, victims[0].Length);
        Assert.Equal(victims[0], victims[1]);
    }

    [Theory]
    [InlineData("worker-loss")]
    [InlineData("block-loss")]
    public async Task Check_IsNotApplicable_WhenThereAreFewerThanThreeWorkers(string name)
    {
        ClusterPlan plan = ReferencePlans.Create(2);
        using var reference = new InMemoryReference(plan, _time, Fault.None);

        Assert.Equal(Verdict.NotApplicable, (await RunAsync(name, plan, reference)).Verdict);
    }

    [Fact]
    public async Task MasterRestart_IsNotApplicable_WhenTheMasterIsSomebodyElses()
    {
        ClusterPlan plan = ReferencePlans.Create(3);
        using var reference = new InMemoryReference(plan, _time, Fault.None);
        await using var engine = new InMemoryEngine(plan, reference);

        CheckOutcome outcome = await RunAsync(
            "master-restart", plan, reference, engine, new InMemoryMaster(reference) { IsOwned = false });

        Assert.Equal(Verdict.NotApplicable, outcome.Verdict);
    }

    [Theory]
    [InlineData("ramdisk-overfill")]
    [InlineData("files")]
    [InlineData("worker-loss")]
    [InlineData("block-loss")]
    [InlineData("master-restart")]
    public async Task Check_IsNotApplicable_WhenTheEngineIsFake(string name)
    {
        ClusterPlan plan = ReferencePlans.Create(10);
        using var reference = new InMemoryReference(plan, _time, Fault.None);
        await using var engine = new InMemoryEngine(plan, reference)
        {
            Capabilities = new EngineCapabilities(false, false, false),
        };

        Assert.Equal(CheckOutcome.NotApplicable("engine fake"), await RunAsync(name, plan, reference, engine));
    }

    private async Task<CheckOutcome> RunAsync(
        string name, ClusterPlan plan, InMemoryReference reference, InMemoryEngine? engine = null,
        InMemoryMaster? master = null)
    {
        using var http = new HttpClient(new RegistrationHandler(reference));
        var context = new CheckContext
        {
            Plan = plan,
            Engine = engine ?? new InMemoryEngine(plan, reference),
            Http = http,
            Random = CheckSeed.RandomFor(plan.Spec.Seed, name),
            Time = _time,
            Master = master ?? new InMemoryMaster(reference),
            Progress = _ => { },
        };
        return await Create(name, reference).RunAsync(context, CancellationToken.None);
    }

    private static ReferenceCheck Create(string name, InMemoryReference reference) => name switch
    {
        "ramdisk-overfill" => new RamdiskOverfillCheck(_ => reference),
        "files" => new FilesCheck(_ => reference),
        "worker-loss" => new WorkerLossCheck(_ => reference),
        "block-loss" => new BlockLossCheck(_ => reference),
        _ => new MasterRestartCheck(_ => reference),
    };
}
