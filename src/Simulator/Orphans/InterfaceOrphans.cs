using System.Text.RegularExpressions;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Hosts.Programs;
using ScaleSim.Core.Names;

namespace ScaleSim.Simulator.Orphans;

/// <summary>
/// Bridges of clusters without a network, and what is plugged into them. Another engine of this host may have bridges
/// of clusters too: where there is a second one, a bridge that something is plugged into is taken for its.
/// </summary>
/// <param name="isRoot">Whether interfaces can be deleted.</param>
internal sealed partial class InterfaceOrphans(
    IReadOnlyList<ClusterState> clusters, IHostFiles files, bool isRoot, TimeProvider time) : IOrphanKind
{
    private const string Folder = "/sys/class/net";
    private const string Daemon = "dockerd";
    private const int OutputBytesMax = 4096;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    public Task<IReadOnlyList<Orphan>> FindAsync(CancellationToken cancellationToken)
    {
        HashSet<string> used =
        [
            .. clusters.Select(cluster => new ClusterNames(cluster.Cluster).Bridge(cluster.Run)),
            .. LiveKeepers.Read(files).Bridges,
        ];
        bool isOnlyEngine = files.List("/proc").Count(IsDaemon) <= 1;
        IEnumerable<Orphan> orphans =
            from name in files.List(Folder).Order(StringComparer.Ordinal)
            where Bridge().IsMatch(name) && !used.Contains(name)
            let ports = files.List($"{Folder}/{name}/brif")
            where isOnlyEngine || ports.Count == 0
            select new Orphan(
                "interface", name, "its network is gone", token => DeleteAsync([.. ports, name], token))
            {
                Obstacle = isRoot ? null : "needs root",
            };
        return Task.FromResult<IReadOnlyList<Orphan>>([.. orphans]);
    }

    private bool IsDaemon(string id) =>
        id.Length > 0 && char.IsAsciiDigit(id[0]) && files.Read($"/proc/{id}/comm")?.Trim() == Daemon;

    /// <exception cref="IOException">The kernel, or ip(8), refuses.</exception>
    private async Task DeleteAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        foreach (string name in names)
        {
            var ip = new HostProgram(["ip", "link", "delete", name], Timeout, OutputBytesMax, time);
            ProgramResult result = await ip.RunAsync(cancellationToken);
            if (result.ExitCode != 0)
            {
                throw new IOException(
                    $"Interface {name} can't be deleted: 'ip link delete {name}' "
                    + $"{result.Problem ?? $"said: {result.Error.Trim()}"}. Delete it by hand.");
            }
        }
    }

    [GeneratedRegex("^ss-[0-9a-f]{8}$")]
    private static partial Regex Bridge();
}
