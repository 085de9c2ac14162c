namespace ScaleSim.Simulator.Keeper;

/// <summary>What a keeper can be asked.</summary>
internal enum KeeperVerb
{
    /// <summary>From now on the cluster depends on this connection: when it ends, the cluster is removed.</summary>
    Hold,

    /// <summary>The cluster no longer depends on this connection; deaths are followed from now on.</summary>
    Release,
    StartMaster,
    RestartMaster,

    /// <summary>These are the cluster's names on this host: answer them, and keep them in the hosts file.</summary>
    UseNames,

    /// <summary>Ends the master for good.</summary>
    StopMaster,
    Status,

    /// <summary>These workers are about to be ended on purpose: remember it, so that nobody takes fright.</summary>
    ExpectDeaths,

    /// <summary>Answers with the deaths that were asked for since.</summary>
    ListExpected,

    /// <summary>Answers when the master has died for good or was started again since.</summary>
    WatchMaster,

    /// <summary>The cluster is about to be removed: from the answer on nothing of it is started again.</summary>
    EndWatch,

    /// <summary>All is removed: stop the master, delete the files, end.</summary>
    Quit,
}
