using ScaleSim.Core.Engines;
using ScaleSim.Core.Runs;
using ScaleSim.Core.Specs.Workers;
using ScaleSim.Core.Tests.Planning;

namespace ScaleSim.Core.Tests.Runs;

public sealed class DeathCountTests
{
    [Fact]
    public void IsLast_IsTrueAtOnce_WithoutRestarts() => Assert.True(Count(0).IsLast(Death(1)));

    [Fact]
    public void IsLast_IsTrueAfterTheRetries()
    {
        DeathCount count = Count(2);

        Assert.Equal([false, false, true], Enumerable.Range(1, 3).Select(_ => count.IsLast(Death(3, 1))));
        Assert.False(count.IsLast(Death(2)));
        Assert.True(count.HasDied(3));
        Assert.False(count.HasDied(1));
    }

    [Fact]
    public void IsLast_IsTrue_WhereTheProgramEndedWithoutAnError() => Assert.True(Count(2).IsLast(Death(1, 0)));

    private static DeathCount Count(int retries) =>
        new(Samples.Plan(Samples.Spec(Samples.Group() with { Restart = new RestartSpec(retries) })));

    private static EngineEvent Death(int worker, int exitCode = 1) =>
        new(DateTimeOffset.UnixEpoch, EngineEventKind.WorkerDied, worker) { ExitCode = exitCode };
}
