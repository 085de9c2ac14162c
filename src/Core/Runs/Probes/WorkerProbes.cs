using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Probes;

namespace ScaleSim.Core.Runs.Probes;

/// <summary>Makes the probe of each group.</summary>
internal static class WorkerProbes
{
    /// <returns>By the group's name; null for a group whose workers are ready once they are started.</returns>
    public static Dictionary<string, IWorkerProbe?> Of(
        ClusterPlan plan, IEngine engine, HttpClient http, TimeProvider time)
    {
        var renderer = new WorkerRenderer(plan);
        return plan.Spec.Groups.ToDictionary(
            group => group.Name, group => Of(group), StringComparer.Ordinal);

        IWorkerProbe? Of(WorkerGroupSpec group) => group.Ready switch
        {
            TcpProbeSpec probe => new TcpWorkerProbe(plan, probe.Port, http, time),
            HttpProbeSpec probe => new HttpWorkerProbe(plan, probe, renderer, http, time),
            LogProbeSpec probe => new LogWorkerProbe(plan, probe.Pattern, engine, time),
            ExecProbeSpec probe => new ExecWorkerProbe(plan, probe.Command, renderer, engine, time),
            _ => null,
        };
    }
}
