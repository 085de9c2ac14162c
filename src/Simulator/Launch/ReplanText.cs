using System.Globalization;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;

namespace ScaleSim.Simulator.Launch;

/// <summary>Says what another plan changes because something was taken between plan and start.</summary>
internal static class ReplanText
{
    /// <summary>
    /// The conflict, and who has moved where: <c>worker-0002 gets 20120 for its port 'web' instead of 20003.</c>
    /// </summary>
    public static string Of(PlanConflictException conflict, ClusterPlan before, ClusterPlan after)
    {
        if (conflict.Port is { } port)
        {
            foreach (WorkerPlan worker in before.Workers)
            {
                for (int i = 0; i < worker.Ports.Count; i++)
                {
                    if (worker.Ports[i].Number == port
                        && after.FindWorker(worker.Index) is { } moved
                        && moved.Ports[i].Number != port)
                    {
                        return string.Create(
                            CultureInfo.InvariantCulture,
                            $"{conflict.Message} {worker.Name} gets {moved.Ports[i].Number} for its port "
                            + $"'{worker.Ports[i].Name}' instead of {port}.");
                    }
                }
            }
        }

        return before.Network.Subnet == after.Network.Subnet
            ? conflict.Message
            : $"{conflict.Message} The cluster gets {after.Network.Subnet} instead of {before.Network.Subnet}.";
    }
}
