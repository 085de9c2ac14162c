using ScaleSim.Core.Engines;
using ScaleSim.Core.Engines.Marks;
using ScaleSim.Core.Hosts;
using ScaleSim.Simulator.Keeper;
using ScaleSim.Simulator.Remains.Kinds;

namespace ScaleSim.Simulator.Remains;

/// <summary>Looks for all kinds of things that a cluster could have left.</summary>
internal sealed class RemainsInspector(IReadOnlyList<IRemainsKind> kinds, TimeProvider time)
{
    // A shim, a keeper and the peer of an interface end some milliseconds after what ended them has returned.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>All kinds, on this machine.</summary>
    public static RemainsInspector Of(IMarkReader engine, IHostFiles files, TimeProvider time) => new(
        [
            new ContainersKind(engine),
            new NetworksKind(engine),
            new VolumesKind(engine),
            new InterfacesKind(files),
            new RoutesKind(files),
            new FirewallKind(files, new FirewallTools(time)),
            new MountsKind(files),
            new ProcessesKind(files),
            new HostsBlockKind(files),
            new FilesKind(files),
        ],
        time);

    /// <summary>
    /// The last step of every removal: looks, ends what the engine has forgotten, and looks again where it did.
    /// </summary>
    /// <exception cref="EngineException">The engine can't be asked.</exception>
    public static async Task<RemainsReport> ProveAsync(
        IMarkReader engine,
        IHostFiles files,
        TimeProvider time,
        ClusterMarks marks,
        CancellationToken cancellationToken)
    {
        RemainsInspector inspector = Of(engine, files, time);
        RemainsReport remains = await inspector.InspectAsync(marks, cancellationToken);
        return ForgottenProcesses.End(files, marks, remains)
            ? await inspector.InspectAsync(marks, cancellationToken)
            : remains;
    }

    /// <summary>Looks, and for a few seconds again at what was found.</summary>
    /// <exception cref="EngineException">The engine can't be asked.</exception>
    public async Task<RemainsReport> InspectAsync(ClusterMarks marks, CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        var looks = new Dictionary<IRemainsKind, KindLook>();
        IReadOnlyList<IRemainsKind> open = kinds;
        while (true)
        {
            foreach (IRemainsKind kind in open)
            {
                looks[kind] = await kind.LookAsync(marks, cancellationToken);
            }

            open = [.. kinds.Where(kind => looks[kind].Found.Count > 0)];
            if (open.Count == 0 || time.GetElapsedTime(started) > Patience)
            {
                return new RemainsReport([.. kinds.Select(kind => new KindResult(kind.Name, looks[kind]))]);
            }

            await Task.Delay(Interval, time, cancellationToken);
        }
    }
}
