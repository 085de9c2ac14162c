using ScaleSim.Core.Admission;
namespace ScaleSim.Simulator.Doctor.Checks;

/// <summary>The number of workers per core is one that is known to work.</summary>
internal sealed class CoresCheck : IDoctorCheck
{
    private static readonly Uri Page = new("https://docs.docker.com/engine/containers/resource_constraints/#cpu");

    public string Name => "cores";

    public Task<DoctorResult> CheckAsync(DoctorContext context, CancellationToken cancellationToken)
    {
        int cores = Math.Max(1, context.Host.Engine.Cores);
        int each = (int)Math.Ceiling(context.Demand.Workers / (double)cores);
        string message = $"{Figures.Count(cores, "core")} for {Figures.Count(context.Demand.Workers, "worker")}: "
            + $"{Figures.Count(each)} per core; measured up to {ContainerCosts.WorkersPerCoreMeasured}, "
            + "where 2 cores start 13 workers a second.";
        return Task.FromResult(each <= ContainerCosts.WorkersPerCoreMeasured
            ? DoctorResult.Ok(Name, message)
            : DoctorResult.Warning(Name, message) with
            {
                Reason = "Idle workers still send heartbeats; with more of them per core than was ever measured, "
                    + "starting takes long and the master may lose workers that live.",
                Link = Page,
                Fix = $"Lower --workers to {(long)cores * ContainerCosts.WorkersPerCoreMeasured}, "
                    + "or use a machine with more cores.",
            });
    }
}
