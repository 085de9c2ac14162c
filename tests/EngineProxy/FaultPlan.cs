namespace ScaleSim.EngineProxy;

/// <summary>What goes wrong. The same plan decides the same for the n-th call of each kind.</summary>
public sealed record FaultPlan(int Seed, params IReadOnlyList<FaultRule> Rules)
{
    /// <value>Nothing.</value>
    public static FaultPlan None { get; } = new(0);

    /// <value>
    /// How often in a row the very same call goes wrong. A caller that tries more often than that comes through, so
    /// that no test depends on its seed's luck.
    /// </value>
    public int InARowMax { get; init; } = 2;

    /// <value>
    /// Done before a call is passed on, such as something to the Engine behind its client's back; null for nothing.
    /// </value>
    public Func<EngineCall, Task>? Before { get; init; }

    /// <summary>All faults at once, each often enough for a start of a dozen workers to meet most of them.</summary>
    public static FaultPlan Storm(int seed) => new(
        seed,
        new FaultRule(EngineFault.LostAnswer, 0.06) { Fits = call => call.IsChange },
        new FaultRule(EngineFault.NameConflict, 0.05),
        new FaultRule(EngineFault.Refusal, 0.05),
        new FaultRule(EngineFault.Reset, 0.05),
        new FaultRule(EngineFault.Delay, 0.03) { CountMax = 8 },
        new FaultRule(EngineFault.CutStream, 0.4),
        new FaultRule(EngineFault.StalledStream, 0.4));
}
