namespace ScaleSim.EngineProxy;

/// <summary>What can go wrong with one call of the Engine API.</summary>
public enum EngineFault
{
    /// <summary>Refused, with a status and words of the rule's; the Engine never hears of it.</summary>
    Refusal,

    /// <summary>A create is refused for a name that nobody has; the Engine never hears of it.</summary>
    NameConflict,

    /// <summary>The answer comes late.</summary>
    Delay,

    /// <summary>The Engine answers, and the connection breaks in the middle of it.</summary>
    Reset,

    /// <summary>
    /// The Engine carries the call out, and the connection breaks before the first byte of its answer.
    /// </summary>
    LostAnswer,

    /// <summary>A stream breaks some time after it began.</summary>
    CutStream,

    /// <summary>A stream stays open, and nothing comes any more.</summary>
    StalledStream,
}
