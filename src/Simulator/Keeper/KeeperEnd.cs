namespace ScaleSim.Simulator.Keeper;

/// <summary>Why a keeper ends.</summary>
internal enum KeeperEnd
{
    /// <summary>A command has removed the cluster and said so.</summary>
    Quit,

    /// <summary>Whoever the cluster depended on is gone: remove it.</summary>
    HolderLost,

    /// <summary>The cluster's time to live has ended: remove it.</summary>
    Expired,

    /// <summary>Nobody took hold in time: there is no cluster.</summary>
    NeverHeld,

    /// <summary>A signal, at the machine's shutdown for example.</summary>
    Terminated,
}
