using ScaleSim.Core.Hosts;

namespace ScaleSim.Simulator.Remains.Kinds;

/// <summary>The bridge, and the host's ends of the nodes' veth pairs.</summary>
internal sealed class InterfacesKind(IHostFiles files) : IRemainsKind
{
    private const string Folder = "/sys/class/net";

    public string Name => "interfaces";

    public Task<KindLook> LookAsync(ClusterMarks marks, CancellationToken cancellationToken)
    {
        if (marks.Elsewhere is { } elsewhere)
        {
            return Task.FromResult(KindLook.Skipped(elsewhere));
        }

        HashSet<string> known = [.. marks.Interfaces.Select(mark => mark.Name).Concat(marks.Bridges)];
        return Task.FromResult(KindLook.Of(files.List(Folder)
            .Where(name => known.Contains(name) && IsTheSame(marks, name))
            .Order(StringComparer.Ordinal)
            .Select(name => new Remain($"interface {name}", $"ip link delete {name}"))));
    }

    /// <summary>The engine gives the random name of a veth again some day; a bridge's is its run's alone.</summary>
    private bool IsTheSame(ClusterMarks marks, string name) =>
        marks.Bridges.Contains(name)
        || marks.Interfaces.Any(mark =>
            mark.Name == name && files.Read($"{Folder}/{name}/ifindex")?.Trim() == mark.Index);
}
