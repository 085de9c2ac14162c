using ScaleSim.Core.Planning;

namespace ScaleSim.Simulator.Doctor.Checks;

/// <summary>The planner, which has the last word, agrees.</summary>
internal sealed class PlanCheck : IDoctorCheck
{
    // Nothing is started, so the names that hang on the run are of no account.
    private static readonly RunIdentity NoRun = new("00000000", "doctor", "0");

    public string Name => "plan";

    public Task<DoctorResult> CheckAsync(DoctorContext context, CancellationToken cancellationToken) =>
        Task.FromResult(context.Engine is null
            ? DoctorResult.NotChecked(Name, "No engine answers, and the plan depends on what it can do.")
            : Check(context));

    private DoctorResult Check(DoctorContext context)
    {
        try
        {
            ClusterPlan plan = Planner.Plan(context.Spec, context.Host, NoRun);
            return DoctorResult.Ok(
                Name,
                $"{Figures.Count(plan.Workers.Count, "worker")} on {Figures.Count(plan.Nodes.Count, "node")} can be "
                    + "planned.");
        }
        catch (PlanException exception)
        {
            return DoctorResult.Failed(Name, string.Join(" ", exception.Errors.Select(error => error.Message))) with
            {
                Reason = "run and up refuse what can't work before they touch anything.",
                Fix = "Each message ends with what to do; 'scalesim plan' says the same.",
            };
        }
    }
}
