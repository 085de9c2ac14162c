using ScaleSim.Core.Runs;

namespace ScaleSim.Simulator.Keeper;

/// <summary>The keeper's answer to one request.</summary>
/// <param name="Error">Three parts; null when the request was carried out.</param>
internal sealed record KeeperReply(string? Error = null)
{
    public int KeeperProcessId { get; init; }

    /// <value>The master's process; null when none runs.</value>
    public int? MasterProcessId { get; init; }

    /// <value>Where the cluster's names are answered, as <c>127.18.4.53:53</c>; null where they are not.</value>
    public string? Dns { get; init; }

    /// <value>The hosts file that has the cluster's names; null for none.</value>
    public string? HostsFile { get; init; }

    /// <value>How often the keeper has started the master again after an end of its own.</value>
    public int MasterRestarts { get; init; }

    /// <value>How the master died; null unless it has, for good.</value>
    public MasterDeath? MasterDeath { get; init; }

    /// <value>With ListExpected: deaths that were asked for, those that the asker does not know of.</value>
    public IReadOnlyList<DeathRequest> Expected { get; init; } = [];

    /// <value>How many requests for deaths there were in all.</value>
    public int ExpectedCount { get; init; }

    /// <value>The last deaths that the keeper saw, oldest first.</value>
    public IReadOnlyList<WorkerDeath> Deaths { get; init; } = [];

    /// <value>Indexes of workers whose node ended under them, and that were not started since.</value>
    public IReadOnlyList<int> Stranded { get; init; } = [];

    /// <value>Whether the engine is away, or what ended with it is started again right now.</value>
    public bool IsRestoring { get; init; }

    /// <value>When the engine was away, and what became of the cluster; oldest first.</value>
    public IReadOnlyList<KeeperAbsence> Absences { get; init; } = [];
}
