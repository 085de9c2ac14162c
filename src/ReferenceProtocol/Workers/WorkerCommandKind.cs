namespace ScaleSim.ReferenceProtocol.Workers;

/// <summary>The kinds of <see cref="WorkerCommand"/>.</summary>
public enum WorkerCommandKind
{
    /// <summary>The master does not know this registration (it restarted, or gave the worker up): register
    /// again.</summary>
    Register,

    /// <summary>Copy a block from a peer.</summary>
    Replicate,

    /// <summary>Delete a block.</summary>
    Delete,
}
