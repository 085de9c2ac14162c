using ScaleSim.Core.Names;

namespace ScaleSim.Docker.Clusters;

/// <summary>The Engine's filters for one cluster's or every cluster's objects: always by label.</summary>
internal static class ClusterFilter
{
    public static Dictionary<string, IReadOnlyList<string>> Of(string cluster) =>
        new() { ["label"] = [$"{ClusterLabels.Cluster}={cluster}"] };

    /// <param name="run">Only what this run made; null for all that has the cluster's name.</param>
    public static Dictionary<string, IReadOnlyList<string>> Of(string cluster, string? run) => run is null
        ? Of(cluster)
        : new() { ["label"] = [$"{ClusterLabels.Cluster}={cluster}", $"{ClusterLabels.Run}={run}"] };

    /// <summary>Of what is heard of its containers: that they start, end, and lack memory.</summary>
    public static Dictionary<string, IReadOnlyList<string>> EventsOf(string cluster) => new(Of(cluster))
    {
        ["type"] = ["container"],
        ["event"] = ["start", "die", "oom"],
    };

    public static Dictionary<string, IReadOnlyList<string>> All() => new() { ["label"] = [ClusterLabels.Cluster] };
}
