namespace ScaleSim.EngineProxy;

/// <summary>One way in which calls go wrong.</summary>
/// <param name="Probability">Of each call that fits, from 0 to 1.</param>
public sealed record FaultRule(EngineFault Fault, double Probability)
{
    /// <value>Which calls it can hit; all but streams unless given, and creates for a name's conflict.</value>
    public Func<EngineCall, bool>? Fits { get; init; }

    /// <value>How often at most.</value>
    public int CountMax { get; init; } = int.MaxValue;

    /// <value>How late an answer comes, or when a stream is cut.</value>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(2);

    /// <value>The HTTP status of a refusal.</value>
    public int Status { get; init; } = 500;

    /// <value>The words of a refusal.</value>
    public string Message { get; init; } = "injected by a test";

    internal bool Applies(EngineCall call) => Fits?.Invoke(call) ?? Fault switch
    {
        EngineFault.NameConflict => call.IsContainerCreate,
        EngineFault.CutStream or EngineFault.StalledStream => call.IsEvents,
        _ => !call.IsEvents,
    };
}
