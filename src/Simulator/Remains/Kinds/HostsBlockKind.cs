using ScaleSim.Core.Hosts;
using ScaleSim.Simulator.HostNames;

namespace ScaleSim.Simulator.Remains.Kinds;

/// <summary>The cluster's lines in the hosts file that it was started with.</summary>
internal sealed class HostsBlockKind(IHostFiles files) : IRemainsKind
{
    public string Name => "hosts block";

    public Task<KindLook> LookAsync(ClusterMarks marks, CancellationToken cancellationToken) =>
        Task.FromResult(KindLook.Of(Find(marks)));

    private IEnumerable<Remain> Find(ClusterMarks marks)
    {
        if (marks.HostsFile is { } path
            && files.Read(path) is { } text
            && HostsBlock.Find(text, marks.Cluster) is not null)
        {
            yield return new Remain(
                $"block in {path}",
                $"sed -i '/^{HostsBlock.BeginOf(marks.Cluster)}$/,/^{HostsBlock.EndOf(marks.Cluster)}$/d' {path}");
        }
    }
}
