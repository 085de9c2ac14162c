using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Planning;

/// <summary>Fills in templates that speak of the cluster as a whole, of a plan or of a cluster that lives.</summary>
public sealed class ClusterTexts
{
    private readonly ClusterSpec _spec;
    private readonly RunIdentity _run;
    private readonly NetworkPlan _network;

    private ClusterTexts(ClusterSpec spec, RunIdentity run, NetworkPlan network, MasterPlan master)
    {
        _spec = spec;
        _run = run;
        _network = network;
        Master = master;
    }

    public MasterPlan Master { get; }

    public static ClusterTexts Of(ClusterPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new ClusterTexts(plan.Spec, plan.Run, plan.Network, plan.Master);
    }

    /// <returns>Null where the engine does not know the cluster's spec and network any more.</returns>
    public static ClusterTexts? Of(ClusterState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Spec is not { } spec
            || state.Gateway is not { } gateway
            || !Ipv4Network.TryParse(state.Subnet ?? "", out Ipv4Network subnet))
        {
            return null;
        }

        string host = spec.Master is ExternalMasterSpec external ? external.Host : gateway.ToString();
        return new ClusterTexts(
            spec,
            new RunIdentity(state.Run, state.User, ""),
            new NetworkPlan("", "", subnet, gateway),
            new MasterPlan("", host, spec.Master.Port, [], new Dictionary<string, string>()));
    }

    /// <param name="template">One that a validator has accepted.</param>
    public string Render(string template) => Template.Parse(template).Render(
        placeholder => MasterPlanner.ClusterValue(placeholder, _spec, _run, _network, Master));
}
