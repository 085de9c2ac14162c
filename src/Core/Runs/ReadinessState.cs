namespace ScaleSim.Core.Runs;

/// <summary>What the prober knows of a worker.</summary>
internal enum ReadinessState
{
    /// <summary>Not started yet.</summary>
    Waiting,
    Probing,
    Ready,

    /// <summary>Failed to start or died before it was ready.</summary>
    Lost,

    /// <summary>Not ready by its own deadline.</summary>
    Late,
}
