using ScaleSim.Core.Engines.Marks;
using ScaleSim.Core.Hosts;
using ScaleSim.Simulator.Remains.Kinds;

namespace ScaleSim.Simulator.Remains;

/// <summary>
/// Programs and shims of containers that the engine knows no more: a daemon that is restarted while it starts a
/// container, and lets containers live on, forgets that it runs (Engine 20.10, live-restore).
/// </summary>
internal static class ForgottenProcesses
{
    /// <summary>Ends them where their containers are gone, as far as this user may.</summary>
    /// <param name="remains">What was found when all was removed.</param>
    /// <returns>Whether there were any.</returns>
    public static bool End(IHostFiles files, ClusterMarks marks, RemainsReport remains)
    {
        if (CountOf(remains, ContainersKind.KindName) > 0 || CountOf(remains, ProcessesKind.KindName) == 0)
        {
            return false;
        }

        int[] forgotten = [.. new ProcessesKind(files).OfEngine(marks)];
        foreach (int process in forgotten)
        {
            _ = ProcessSignal.Send(process, ProcessSignal.Kill);
        }

        return forgotten.Length > 0;
    }

    private static int CountOf(RemainsReport remains, string kind) =>
        remains.Kinds.Where(result => result.Kind == kind).Sum(result => result.Look.Found.Count);
}
