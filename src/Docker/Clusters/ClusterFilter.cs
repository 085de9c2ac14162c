using ScaleSim.Core.Names;

namespace ScaleSim.Docker.Clusters;

/// <summary>The Engine's filters for one cluster's or every cluster's objects: always by label.</summary>
internal static class ClusterFilter
{
    public static Dictionary<string, IReadOnlyList<string>> Of(string cluster) =>
        new() { ["label"] = [$"{ClusterLabels.Cluster}={cluster}"] };

    public static Dictionary<string, IReadOnlyList<string>> All() => new() { ["label"] = [ClusterLabels.Cluster] };
}
