using System.Globalization;
using ScaleSim.Core.Planning;
using ScaleSim.Simulator.Keeper;

namespace ScaleSim.Simulator.Launch;

/// <summary>What a test command is told of the cluster.</summary>
internal static class TestEnvironment
{
    public const string Run = "SCALESIM_RUN";

    public static Dictionary<string, string> Of(ClusterPlan plan, string inventory, string output) => new()
    {
        ["SCALESIM_CLUSTER"] = plan.Cluster,
        [Run] = plan.Run.Id,
        ["SCALESIM_MASTER"] = plan.Master.Endpoint,
        ["SCALESIM_WORKERS"] = plan.Workers.Count.ToString(CultureInfo.InvariantCulture),
        ["SCALESIM_INVENTORY"] = inventory,
        ["SCALESIM_OUTPUT"] = output,
        ["SCALESIM_PROGRAM"] = SelfProgram.Path,
    };
}
