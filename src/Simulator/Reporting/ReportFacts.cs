using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Reports;
using ScaleSim.Core.Specs;
using ScaleSim.Simulator.Launch;

namespace ScaleSim.Simulator.Reporting;

/// <summary>What a report says of a run beyond its snapshots.</summary>
internal static class ReportFacts
{
    /// <param name="plan">The plan that was made real, which may not be the setup's first.</param>
    public static RunFacts Of(ClusterSetup setup, ClusterPlan plan, IReadOnlyList<string> arguments)
    {
        EngineFacts engine = setup.Planner.Facts.Engine;
        return new RunFacts
        {
            Version = ProductVersion.Version,
            Commit = ProductVersion.Commit,
            SpecSha256 = SpecHash.Of(plan.Spec),
            PlanSha256 = PlanHash.Of(plan),
            Arguments = arguments,
            Engine = engine,
            Runtime = plan.Spec.Runtime ?? engine.DefaultRuntime,
            Machine = MachineFacts.Read(),
        };
    }
}
