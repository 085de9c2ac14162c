using ScaleSim.Core.Engines;
using ScaleSim.Simulator.Keeper;
using ScaleSim.Simulator.Orphans;

namespace ScaleSim.Simulator.Tests.Orphans;

public sealed class OrphanJudgeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly ProcessMark Holder = new(900, 5, "boot");
    private static readonly KeeperIdentity Keeper = new(812, 44021, "boot", "/tmp/demo/keeper.sock", HoldsRun: false);

    [Theory]
    // of 'run'?, keeper gone?, the command that holds it: none, alive or gone; an orphan?
    [InlineData(true, true, null, true)]
    [InlineData(true, true, true, true)]
    [InlineData(true, true, false, false)]
    [InlineData(true, false, true, false)]
    [InlineData(false, true, null, false)]
    [InlineData(false, true, true, true)]
    [InlineData(false, true, false, false)]
    [InlineData(false, false, true, false)]
    public void AClusterIsAnOrphan_WhenAllThatItDependsOnAreGone(
        bool ofRun, bool keeperGone, bool? holderGone, bool expected)
    {
        var judge = new OrphanJudge(
            process => process == Holder ? holderGone == true : keeperGone,
            _ => holderGone is null ? null : Holder,
            Now);

        (string Why, bool IsForgotten)? judged = judge.Judge(Cluster(Keeper with { HoldsRun = ofRun }));

        Assert.Equal(expected, judged is not null);
        Assert.Equal(expected, judged?.IsForgotten ?? false);
    }

    [Theory]
    [InlineData(-3600, false, false)]
    [InlineData(30, false, false)]
    [InlineData(61, false, true)]
    [InlineData(-1, true, false)]
    [InlineData(1, true, true)]
    public void AClusterIsAnOrphan_AfterItsTimeToLive_AMinuteLaterWhereItsKeeperLives(
        int secondsAgo, bool keeperGone, bool expected)
    {
        var judge = new OrphanJudge(_ => keeperGone, _ => null, Now);

        (string Why, bool IsForgotten)? judged = judge.Judge(
            Cluster(Keeper with { ExpiresAt = Now - TimeSpan.FromSeconds(secondsAgo) }));

        Assert.Equal(expected, judged is not null);
        // Where its keeper lives, for 'clean' alone.
        Assert.Equal(expected && keeperGone, judged?.IsForgotten ?? false);
    }

    [Fact]
    public void AClusterWithoutAKeeper_IsNone() =>
        Assert.Null(new OrphanJudge(_ => true, _ => Holder, Now).Judge(Cluster(null)));

    private static ClusterState Cluster(KeeperIdentity? keeper) =>
        new() { Cluster = "demo", Run = "11112222", User = "jane", Keeper = keeper };
}
