using ScaleSim.Core.Engines;
using ScaleSim.Core.Reports;

namespace ScaleSim.Simulator.Terminal;

/// <summary>A cluster as <c>scalesim status --format json</c> prints it (docs/specs/status.md): in plain types.</summary>
internal sealed record StatusDocument
{
    /// <value>Goes up when a reader of the old shape would misread the new.</value>
    public int SchemaVersion { get; init; } = 1;

    public required string Cluster { get; init; }

    public required string Run { get; init; }

    public required string User { get; init; }

    /// <value>UTC, ISO 8601; null where the engine doesn't know it any more.</value>
    public string? CreatedAt { get; init; }

    public string? Subnet { get; init; }

    public string? Gateway { get; init; }

    /// <value>Null for a cluster without a keeper.</value>
    public int? KeeperProcessId { get; init; }

    public required IReadOnlyList<StatusNode> Nodes { get; init; }

    public required IReadOnlyList<StatusWorker> Workers { get; init; }

    public static StatusDocument Of(ClusterState state) => new()
    {
        Cluster = state.Cluster,
        Run = state.Run,
        User = state.User,
        CreatedAt = state.CreatedAt is DateTimeOffset at ? ReportText.Utc(at) : null,
        Subnet = state.Subnet,
        Gateway = state.Gateway?.ToString(),
        KeeperProcessId = state.Keeper?.ProcessId,
        Nodes = [.. state.Nodes.Select(StatusNode.Of)],
        Workers = [.. state.Workers.Select(StatusWorker.Of)],
    };
}
