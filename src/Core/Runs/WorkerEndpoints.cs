using System.Net;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Runs;

/// <summary>Where the host reaches workers: the node's address, or 127.0.0.1 where ports are published.</summary>
public static class WorkerEndpoints
{
    public static IPAddress AddressFromHost(ClusterPlan plan, WorkerPlan worker)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(worker);
        return plan.Expose == Exposure.Published ? IPAddress.Loopback : plan.NodeOf(worker).Address;
    }

    /// <param name="name">One of the worker's ports; null for its first.</param>
    public static int PortOf(WorkerPlan worker, string? name)
    {
        ArgumentNullException.ThrowIfNull(worker);
        return name is null ? worker.Ports[0].Number : worker.PortOf(name);
    }

    /// <param name="port">One of the worker's ports: the same number inside and outside.</param>
    public static IPEndPoint FromHost(ClusterPlan plan, WorkerPlan worker, int port) =>
        new(AddressFromHost(plan, worker), port);

    /// <param name="path">Starts with a slash.</param>
    public static Uri UriFromHost(ClusterPlan plan, WorkerPlan worker, int port, string path) =>
        new($"http://{FromHost(plan, worker, port)}{path}");
}
