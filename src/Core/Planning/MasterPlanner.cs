using System.Globalization;
using ScaleSim.Core.Names;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Probes;

namespace ScaleSim.Core.Planning;

/// <summary>Decides where workers find the master and renders what the keeper starts.</summary>
internal static class MasterPlanner
{
    public static MasterPlan Plan(ClusterSpec spec, RunIdentity run, ClusterNames names, NetworkPlan network)
    {
        MasterPlan plan = new(
            names.Master,
            spec.Master is ExternalMasterSpec external ? external.Host : network.Gateway.ToString(),
            spec.Master.Port,
            [],
            new Dictionary<string, string>());
        string Value(string placeholder) => ClusterValue(placeholder, spec, run, network, plan);
        if (spec.Master is not ProcessMasterSpec process)
        {
            return plan with { Ready = Render((spec.Master as ExternalMasterSpec)?.Ready, Value) };
        }

        return plan with
        {
            Command = [.. process.Command.Select(word => Template.Parse(word).Render(Value))],
            Environment = process.Environment.ToDictionary(
                pair => pair.Key, pair => Template.Parse(pair.Value).Render(Value), StringComparer.Ordinal),
            WorkingDirectory = process.WorkingDirectory is { } folder ? Template.Parse(folder).Render(Value) : null,
            Ready = Render(process.Ready, Value),
        };
    }

    private static ProbeSpec? Render(ProbeSpec? probe, Func<string, string> value) => probe switch
    {
        HttpProbeSpec http => http with { Path = Template.Parse(http.Path).Render(value) },
        ExecProbeSpec exec => exec with
        {
            Command = [.. exec.Command.Select(word => Template.Parse(word).Render(value))],
        },
        _ => probe,
    };

    /// <summary>What a placeholder stands for that is the same in the whole cluster.</summary>
    /// <exception cref="InvalidOperationException">
    /// It is none of those; the validator lets no such spec pass.
    /// </exception>
    public static string ClusterValue(
        string placeholder, ClusterSpec spec, RunIdentity run, NetworkPlan network, MasterPlan master) =>
        placeholder switch
        {
            Placeholders.MasterHost => master.Host,
            Placeholders.MasterPort => master.Port.ToString(CultureInfo.InvariantCulture),
            Placeholders.NetworkGateway => network.Gateway.ToString(),
            Placeholders.NetworkSubnet => network.Subnet.ToString(),
            Placeholders.NetworkPrefix => network.Subnet.PrefixLength.ToString(CultureInfo.InvariantCulture),
            Placeholders.ClusterName => spec.Name,
            Placeholders.ClusterWorkers => spec.Workers.ToString(CultureInfo.InvariantCulture),
            Placeholders.RunId => run.Id,
            Placeholders.Seed => spec.Seed.ToString(CultureInfo.InvariantCulture),
            _ => throw new InvalidOperationException(
                $"Placeholder {{{placeholder}}} has no value; the spec was not validated. Plan it with the Planner."),
        };
}
