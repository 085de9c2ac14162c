namespace ScaleSim.Core.Planning;

/// <summary>The network of a <see cref="PlanDocument"/>.</summary>
public sealed record PlanDocumentNetwork(string Name, string Bridge, string Subnet, string Gateway)
{
    public static PlanDocumentNetwork Of(NetworkPlan network) => new(
        network.Name, network.Bridge, network.Subnet.ToString(), network.Gateway.ToString());
}
