namespace ScaleSim.Simulator.Keeper;

/// <summary>One line from a command to the keeper.</summary>
internal sealed record KeeperRequest(KeeperVerb Verb)
{
    /// <value>With StartMaster.</value>
    public MasterProcessSpec? Master { get; init; }

    /// <value>With RestartMaster: end it by SIGKILL, as a crash would.</value>
    public bool Kill { get; init; }
}
