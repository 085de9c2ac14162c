using ScaleSim.Core.Engines;
using ScaleSim.Core.Names;
using ScaleSim.Core.Planning;
using ScaleSim.Docker.Api.Models;

namespace ScaleSim.Docker.Containers;

/// <summary>A cluster's network: one bridge, one explicit subnet, never the Engine's default pools.</summary>
internal static class ClusterNetwork
{
    public static NetworksCreateParameters For(
        ClusterPlan plan, KeeperIdentity? keeper, DateTimeOffset created) => new()
    {
        Name = plan.Network.Name,
        Driver = "bridge",
        CheckDuplicate = true,
        EnableIPv6 = false,
        IPAM = new IPAM
        {
            Config =
            [
                new IPAMConfig { Subnet = plan.Network.Subnet.ToString(), Gateway = plan.Network.Gateway.ToString() },
            ],
        },
        Options = new Dictionary<string, string> { ["com.docker.network.bridge.name"] = plan.Network.Bridge },
        Labels = ClusterLabels.ForNetwork(plan, keeper, created),
    };
}
