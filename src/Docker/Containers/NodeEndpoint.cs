using System.Globalization;
using System.Net;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;
using ScaleSim.Docker.Api.Models;

namespace ScaleSim.Docker.Containers;

/// <summary>
/// The network of a node's container: its address, the names of all of its slots, the master's name, and published
/// ports. All of it is frozen when the container is created.
/// </summary>
internal static class NodeEndpoint
{
    public static CreateContainerParameters Attach(
        CreateContainerParameters container, ClusterPlan plan, NodePlan node, string networkId) => container with
        {
            Hostname = HostnameOf(plan, node),
            Domainname = plan.Network.Name,
            ExposedPorts = Exposed(plan, node),
            NetworkingConfig = new NetworkingConfig
            {
                EndpointsConfig = new Dictionary<string, EndpointSettings>
                {
                    [networkId] = new()
                    {
                        Aliases = node.Aliases,
                        IPAMConfig = new EndpointIPAMConfig { IPv4Address = node.Address.ToString() },
                    },
                },
            },
            HostConfig = container.HostConfig! with
            {
                NetworkMode = networkId,
                ExtraHosts = MasterHosts(plan),
                PortBindings = Published(plan, node),
            },
        };

    // A hostname of the spec's comes with one worker to a node.
    private static string HostnameOf(ClusterPlan plan, NodePlan node) =>
        plan.FirstOn(node).Hostname ?? node.Name;

    /// <summary>The master's names; an external master known by a name alone is left to the workers' DNS.</summary>
    private static string[]? MasterHosts(ClusterPlan plan) =>
        IPAddress.TryParse(plan.Master.Host, out _)
            ? [$"{plan.Master.Name}:{plan.Master.Host}", $"master:{plan.Master.Host}"]
            : null;

    private static Dictionary<string, EmptyStruct>? Exposed(ClusterPlan plan, NodePlan node) =>
        plan.Expose == Exposure.Published
            ? PortNumbers(plan, node).ToDictionary(Protocol, _ => new EmptyStruct())
            : null;

    private static Dictionary<string, IReadOnlyList<PortBinding>>? Published(ClusterPlan plan, NodePlan node) =>
        plan.Expose == Exposure.Published
            ? PortNumbers(plan, node).ToDictionary(Protocol, Binding)
            : null;

    private static IEnumerable<int> PortNumbers(ClusterPlan plan, NodePlan node) =>
        plan.WorkersOn(node).SelectMany(worker => worker.Ports).Select(port => port.Number);

    private static string Protocol(int port) => string.Create(CultureInfo.InvariantCulture, $"{port}/tcp");

    private static IReadOnlyList<PortBinding> Binding(int port) =>
        [new PortBinding { HostIP = "127.0.0.1", HostPort = port.ToString(CultureInfo.InvariantCulture) }];
}
