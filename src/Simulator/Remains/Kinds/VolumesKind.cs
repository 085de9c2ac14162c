using ScaleSim.Core.Engines.Marks;

namespace ScaleSim.Simulator.Remains.Kinds;

/// <summary>Volumes that remember a size, and the nameless ones that the engine made for the containers.</summary>
internal sealed class VolumesKind(IMarkReader engine) : IRemainsKind
{
    public string Name => "volumes";

    public async Task<KindLook> LookAsync(ClusterMarks marks, CancellationToken cancellationToken)
    {
        var found = new HashSet<string>();
        foreach (string? run in marks.Runs)
        {
            found.UnionWith(
                await engine.ListMarkedVolumesAsync(marks.Cluster, run, marks.Volumes, cancellationToken));
        }

        return KindLook.Of(found.Order(StringComparer.Ordinal).Select(volume => new Remain(
            $"volume {volume}", $"docker volume rm {volume}")));
    }
}
