using ScaleSim.Core.Reports;
using ScaleSim.Simulator.Status;

namespace ScaleSim.Simulator.Terminal;

/// <summary>A cluster as <c>scalesim status --format json</c> prints it (docs/specs/status.md).</summary>
internal sealed record StatusDocument
{
    /// <value>Goes up when a reader of the old shape would misread the new.</value>
    public int SchemaVersion { get; init; } = 1;

    public required string Cluster { get; init; }

    public required string Run { get; init; }

    public required string User { get; init; }

    /// <value>UTC, ISO 8601; null where the engine doesn't know it any more.</value>
    public string? CreatedAt { get; init; }

    /// <value>When its time to live ends, UTC; null for a cluster without an end.</value>
    public string? ExpiresAt { get; init; }

    public string? Subnet { get; init; }

    public string? Gateway { get; init; }

    /// <value>Null for a cluster without a keeper.</value>
    public int? KeeperProcessId { get; init; }

    /// <value>HOST:PORT as the workers reach it; null where the engine does not know it any more.</value>
    public string? Master { get; init; }

    /// <value>Null for a master that the keeper does not run.</value>
    public int? MasterProcessId { get; init; }

    /// <value>Where the cluster's names are answered, as HOST:PORT; null where they are not.</value>
    public string? Dns { get; init; }

    /// <value>The hosts file that has the cluster's names; null for none.</value>
    public string? HostsFile { get; init; }

    /// <value>How often the keeper has started the master again after an end of its own.</value>
    public int MasterRestarts { get; init; }

    /// <value>How the master died for good; null unless it has.</value>
    public StatusMasterDeath? MasterDeath { get; init; }

    /// <value>Workers that the master counts; null where it can't be asked.</value>
    public int? Registered { get; init; }

    /// <value>How many workers there are to be.</value>
    public required int Intended { get; init; }

    /// <value>How many are in each state that there is.</value>
    public required IReadOnlyList<StatusCount> States { get; init; }

    public required IReadOnlyList<StatusGroup> Groups { get; init; }

    /// <value>Workers that are not as they are to be, and why.</value>
    public required IReadOnlyList<StatusMissing> Missing { get; init; }

    /// <value>Workers that died under the keeper's eyes, oldest first, at most the last thousand.</value>
    public required IReadOnlyList<StatusDeath> Deaths { get; init; }

    /// <value>Whether the engine is away, or the keeper starts again right now what ended with it.</value>
    public required bool IsRestoring { get; init; }

    /// <value>When the engine was away under the keeper's eyes, oldest first.</value>
    public required IReadOnlyList<StatusAbsence> Absences { get; init; }

    public required IReadOnlyList<StatusNode> Nodes { get; init; }

    public required IReadOnlyList<StatusWorker> Workers { get; init; }

    public static StatusDocument Of(ClusterStatus status) => new()
    {
        Cluster = status.Cluster.Cluster,
        Run = status.Cluster.Run,
        User = status.Cluster.User,
        CreatedAt = status.Cluster.CreatedAt is { } at ? ReportText.Utc(at) : null,
        ExpiresAt = status.Cluster.Keeper?.ExpiresAt is { } end ? ReportText.Utc(end) : null,
        Subnet = status.Cluster.Subnet,
        Gateway = status.Cluster.Gateway?.ToString(),
        KeeperProcessId = status.Keeper?.KeeperProcessId,
        Master = status.MasterEndpoint,
        MasterProcessId = status.Keeper?.MasterProcessId,
        Dns = status.Keeper?.Dns,
        HostsFile = status.Cluster.Keeper?.HostsFile,
        MasterRestarts = status.Keeper?.MasterRestarts ?? 0,
        MasterDeath = status.Keeper?.MasterDeath is { } death ? StatusMasterDeath.Of(death) : null,
        Registered = status.Registered?.Count,
        Intended = status.Cluster.Intended,
        States = [.. status.States.Select(state => new StatusCount(state.Key, state.Value))],
        Groups = [.. status.Groups.Select(StatusGroup.Of)],
        Missing = [.. status.Missing.Select(StatusMissing.Of)],
        Deaths = [.. status.Deaths.Select(death => StatusDeath.Of(death, status))],
        IsRestoring = status.Keeper?.IsRestoring ?? false,
        Absences = [.. (status.Keeper?.Absences ?? []).Select(StatusAbsence.Of)],
        Nodes = StatusNode.AllOf(status),
        Workers = [.. status.Cluster.Workers.Select(worker => StatusWorker.Of(worker, status.Registered))],
    };
}
