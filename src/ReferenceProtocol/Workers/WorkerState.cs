namespace ScaleSim.ReferenceProtocol.Workers;

/// <summary>What the master thinks of a worker.</summary>
public enum WorkerState
{
    /// <summary>Its heartbeats arrive.</summary>
    Live,

    /// <summary>Its heartbeats stopped; what it held counts as gone until it registers again.</summary>
    Lost,
}
