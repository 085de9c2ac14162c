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
    public static RunFacts Of(ClusterSetup setup, IReadOnlyList<string> arguments)
    {
        EngineFacts engine = setup.Planner.Facts.Engine;
        return new RunFacts
        {
            Version = ProductVersion.Version,
            Commit = ProductVersion.Commit,
            SpecSha256 = SpecHash.Of(setup.Plan.Spec),
            PlanSha256 = PlanHash.Of(setup.Plan),
            Arguments = arguments,
            Engine = engine,
            Runtime = setup.Plan.Spec.Runtime ?? engine.DefaultRuntime,
            Machine = MachineFacts.Read(),
        };
    }
}
