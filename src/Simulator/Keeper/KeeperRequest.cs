using ScaleSim.Simulator.HostNames;

namespace ScaleSim.Simulator.Keeper;

/// <summary>One line from a command to the keeper.</summary>
internal sealed record KeeperRequest(KeeperVerb Verb)
{
    /// <value>With StartMaster.</value>
    public MasterProcessSpec? Master { get; init; }

    /// <value>With RestartMaster: end it by SIGKILL, as a crash would.</value>
    public bool Kill { get; init; }

    /// <value>With UseNames.</value>
    public NameTable? Names { get; init; }

    /// <value>With UseNames: the hosts file, an absolute path; null for none.</value>
    public string? HostsFile { get; init; }
}
