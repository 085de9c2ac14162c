using ScaleSim.Core.Names;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs.Workers;
using ScaleSim.Docker.Api.Models;

namespace ScaleSim.Docker.Containers;

/// <summary>The sandbox container of a node: it holds the network namespace and does nothing.</summary>
internal static class NodeContainer
{
    // The sandbox itself takes 2 MB; the rest is for the instruments that checks run in it by exec.
    private const long MemoryBytes = 64L << 20;
    private const int PidsMax = 64;

    /// <param name="image">
    /// The sandbox image by its ID, which spares the Engine a look-up per container and list.
    /// </param>
    public static CreateContainerParameters For(ClusterPlan plan, NodePlan node, string networkId, string image)
    {
        var container = new CreateContainerParameters
        {
            Name = node.ContainerName,
            Image = image,
            Cmd = ["pause"],
            Labels = ClusterLabels.ForNode(plan, node),
            Healthcheck = ContainerDefaults.NoHealthCheck,
            StopTimeout = 1,
            HostConfig = ContainerDefaults.HostConfig with
            {
                Memory = MemoryBytes,
                MemorySwap = MemoryBytes,
                PidsLimit = PidsMax,
                ReadonlyRootfs = true,
                Runtime = plan.Spec.Runtime,
                Sysctls = Sysctls(plan, node),
                Annotations = ContainerDefaults.ShimGroup(plan, node),
            },
        };
        return NodeEndpoint.Attach(container, plan, node, networkId);
    }

    /// <summary>Those of the network, which this container holds for a worker that is alone on it.</summary>
    private static Dictionary<string, string>? Sysctls(ClusterPlan plan, NodePlan node)
    {
        IReadOnlyDictionary<string, string> asked = plan.FirstOn(node).Group.Sysctls;
        return asked.Count == 0
            ? null
            : asked.Where(sysctl => SharedKeys.IsOfNetwork(sysctl.Key)).ToDictionary();
    }
}
