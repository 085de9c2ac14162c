using ScaleSim.Core.Hosts;
using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Admission;

/// <summary>Refuses a plan that the machine's limits can't carry, before anything is created.</summary>
internal static class MachineAdmission
{
    public static void Check(ClusterDemand demand, HostFacts facts, PlanErrors errors)
    {
        foreach (LimitFinding finding in LimitJudge.Judge(demand, facts.Limits.Where(IsHard)))
        {
            if (finding.Fit == LimitFit.TooLittle)
            {
                long fitting = demand.Workers * finding.Limit.Room / finding.Need;
                string fewer = fitting > 0 ? $", or lower the number of workers to {fitting}" : "";
                errors.TooMuch(finding.What, finding.Have, finding.Remedy + fewer);
            }
        }
    }

    // Without an inotify instance a death for want of memory looks like a kill; the worker runs all the same.
    private static bool IsHard(HostLimit limit) => limit.Kind != HostLimitKind.InotifyInstances;
}
