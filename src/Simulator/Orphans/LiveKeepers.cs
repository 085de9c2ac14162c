using ScaleSim.Core.Hosts;
using ScaleSim.Core.Names;

namespace ScaleSim.Simulator.Orphans;

/// <summary>The keepers that live on this host, everybody's, on whatever engine their clusters are.</summary>
internal sealed record LiveKeepers(IReadOnlyList<(string Cluster, string Run)> Clusters)
{
    private const string Proc = "/proc";

    /// <remarks>
    /// A command line, its zeros shown as spaces: <c>/usr/bin/scalesim keeper --cluster demo --run 1a2b3c4d --socket
    /// /tmp/...</c>
    /// </remarks>
    public static LiveKeepers Read(IHostFiles files)
    {
        var found = new List<(string Cluster, string Run)>();
        foreach (string id in files.List(Proc).Where(name => name.Length > 0 && char.IsAsciiDigit(name[0])))
        {
            string[] arguments = (files.Read($"{Proc}/{id}/cmdline") ?? "").Split('\0');
            if (arguments.Contains("keeper")
                && After(arguments, "--cluster") is { } cluster
                && After(arguments, "--run") is { } run)
            {
                found.Add((cluster, run));
            }
        }

        return new LiveKeepers(found);
    }

    public bool Keep(string cluster) => Clusters.Any(each => each.Cluster == cluster);

    public IEnumerable<string> Bridges => Clusters.Select(each => new ClusterNames(each.Cluster).Bridge(each.Run));

    private static string? After(string[] arguments, string flag)
    {
        int at = Array.IndexOf(arguments, flag);
        return at >= 0 && at + 1 < arguments.Length ? arguments[at + 1] : null;
    }
}
