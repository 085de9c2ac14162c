namespace ScaleSim.ReferenceProtocol.Blocks;

/// <summary>How a block stands with its replicas.</summary>
public enum BlockState
{
    /// <summary>As many replicas live as were asked for.</summary>
    Available,

    /// <summary>At least one replica lives, and fewer than were asked for.</summary>
    UnderReplicated,

    /// <summary>No replica is known yet, and the master restarted so recently that its workers may still be on their
    /// way.</summary>
    Awaited,

    /// <summary>No live worker holds a replica.</summary>
    Lost,

    /// <summary>Still being written.</summary>
    Pending,
}
