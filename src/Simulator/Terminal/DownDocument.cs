using ScaleSim.Core.Engines;
using ScaleSim.Simulator.Remains;

namespace ScaleSim.Simulator.Terminal;

/// <summary>A removal as <c>scalesim down --format json</c> prints it (docs/specs/down.md).</summary>
internal sealed record DownDocument
{
    /// <value>Goes up when a reader of the old shape would misread the new.</value>
    public int SchemaVersion { get; init; } = 1;

    public required string Cluster { get; init; }

    public required string Run { get; init; }

    /// <value>How many there were.</value>
    public required int Workers { get; init; }

    public required int Nodes { get; init; }

    /// <value>Of the removal and the look.</value>
    public required double Seconds { get; init; }

    public required bool IsClean { get; init; }

    public required IReadOnlyList<DownKind> Kinds { get; init; }

    public static DownDocument Of(ClusterState cluster, RemainsReport remains, TimeSpan elapsed) => new()
    {
        Cluster = cluster.Cluster,
        Run = cluster.Run,
        Workers = cluster.Workers.Count,
        Nodes = cluster.Nodes.Count,
        Seconds = Math.Round(elapsed.TotalSeconds, 3),
        IsClean = remains.Found.Count == 0,
        Kinds =
        [
            .. remains.Kinds.Select(kind => new DownKind(
                kind.Kind,
                kind.Look.NotChecked,
                [.. kind.Look.Found.Select(remain => new DownRemain(remain.Name, remain.Remedy))])),
        ],
    };
}
