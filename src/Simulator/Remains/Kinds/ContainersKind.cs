using ScaleSim.Core.Engines.Marks;

namespace ScaleSim.Simulator.Remains.Kinds;

/// <summary>Nodes and workers, in whatever state.</summary>
internal sealed class ContainersKind(IMarkReader engine) : IRemainsKind
{
    public const string KindName = "containers";

    public string Name => KindName;

    public async Task<KindLook> LookAsync(ClusterMarks marks, CancellationToken cancellationToken)
    {
        var found = new List<Remain>();
        foreach (string? run in marks.Runs)
        {
            IReadOnlyList<MarkedContainer> left =
                await engine.ListMarkedContainersAsync(marks.Cluster, run, cancellationToken);
            found.AddRange(left.Select(container => new Remain(
                $"container {container.Name}", $"docker rm --force --volumes {container.Name}")));
        }

        return KindLook.Of(found);
    }
}
