using ScaleSim.Core.Engines;

namespace ScaleSim.Simulator.Terminal;

/// <summary>What a command did to some workers, as its one line says it.</summary>
internal static class ActText
{
    private const int NamedMax = 10;

    /// <param name="workers">Whom it was done to, as they were before.</param>
    /// <param name="nodes">Those that were restarted first.</param>
    /// <returns><c>Killed 2 workers of demo: worker-0003, worker-0007. 1 had ended before: worker-0004.</c></returns>
    public static string Of(
        WorkerAction action, string cluster, IReadOnlyList<WorkerState> workers, IReadOnlyList<NodeState> nodes)
    {
        HashSet<int> restarted = [.. nodes.Select(node => node.Index)];
        ILookup<bool, WorkerState> wasSo =
            workers.ToLookup(worker => !restarted.Contains(worker.Node) && WasSo(action, worker.Status));
        string before = nodes.Count == 0
            ? ""
            : $"Restarted {string.Join(", ", nodes.Select(node => node.Name))}. ";
        string after = wasSo[true].Any()
            ? $" {wasSo[true].Count()} {(action == WorkerAction.Start ? "ran" : "had ended")} before"
                + $"{Names(wasSo[true])}."
            : "";
        return $"{before}{Done(action)} {Figures.Count(wasSo[false].Count(), "worker")} of {cluster}"
            + $"{Names(wasSo[false])}.{after}";
    }

    private static bool WasSo(WorkerAction action, ContainerStatus status) => action switch
    {
        WorkerAction.Start => status == ContainerStatus.Running,
        WorkerAction.Restart => false,
        _ => status is ContainerStatus.Created or ContainerStatus.Exited or ContainerStatus.Dead,
    };

    private static string Done(WorkerAction action) => action switch
    {
        WorkerAction.Start => "Started",
        WorkerAction.Stop => "Stopped",
        WorkerAction.Restart => "Restarted",
        WorkerAction.Crash => "Crashed",
        _ => "Killed",
    };

    private static string Names(IEnumerable<WorkerState> workers)
    {
        string[] names = [.. workers.Select(worker => worker.Name)];
        string more = names.Length > NamedMax ? $" and {names.Length - NamedMax} more" : "";
        return names.Length == 0 ? "" : $": {string.Join(", ", names.Take(NamedMax))}{more}";
    }
}
