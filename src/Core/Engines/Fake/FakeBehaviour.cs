namespace ScaleSim.Core.Engines.Fake;

/// <summary>Answers, from the options, what each container does.</summary>
internal sealed class FakeBehaviour(FakeEngineOptions options)
{
    public bool Fails(int worker) =>
        options.FailingWorkers.Contains(worker)
        || FakeDice.Roll(options.Seed, FakeDice.Failure, worker) < options.FailureRate;

    public bool Dies(int worker) =>
        options.DyingWorkers.Contains(worker)
        || FakeDice.Roll(options.Seed, FakeDice.Death, worker) < options.DeathRate;

    /// <param name="position">The container's place in the order of work.</param>
    public TimeSpan Delay(int position) =>
        options.DelayMin
        + ((options.DelayMax - options.DelayMin) * FakeDice.Roll(options.Seed, FakeDice.Delay, position));
}
