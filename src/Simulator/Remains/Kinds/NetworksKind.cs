using ScaleSim.Core.Engines.Marks;

namespace ScaleSim.Simulator.Remains.Kinds;

/// <summary>The engine's networks.</summary>
internal sealed class NetworksKind(IMarkReader engine) : IRemainsKind
{
    public string Name => "networks";

    public async Task<KindLook> LookAsync(ClusterMarks marks, CancellationToken cancellationToken)
    {
        var found = new List<Remain>();
        foreach (string? run in marks.Runs)
        {
            IReadOnlyList<MarkedNetwork> left =
                await engine.ListMarkedNetworksAsync(marks.Cluster, run, cancellationToken);
            // By its id: before API 1.44 two networks may share a name.
            found.AddRange(left.Select(network => new Remain(
                $"network {network.Name}", $"docker network rm {network.Id}")));
        }

        return KindLook.Of(found);
    }
}
