using ScaleSim.Core.Names;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Ports;

namespace ScaleSim.Core.Specs.Workers;

/// <summary>Finds what is wrong with a group's ports on any machine.</summary>
internal static class PortsValidator
{
    /// <value>More ports would not make a worker; and 100 workers with this many fill the default range.</value>
    public const int CountMax = 120;

    public static void Validate(WorkerGroupSpec group, PlanErrors errors)
    {
        for (int i = 0; i < group.Ports.Count; i++)
        {
            PlanErrors place = errors.At($"ports[{i}]");
            ValidateName(group, group.Ports[i].Name, place);
            ValidateNumber(group, group.Ports[i], place);
        }

        foreach ((string port, int index) in Duplicates.PlacesOf(group.Ports.Select(port => port.Name)))
        {
            errors.At($"ports[{index}]").Wrong(
                $"Port name '{port}' is used {group.Ports.Count(other => other.Name == port)} times in group "
                    + $"'{group.Name}'",
                "each port of a worker needs a name of its own",
                "Rename all but one");
        }

        foreach (IGrouping<int, string> same in group.Ports
            .Where(port => port.Number is not null)
            .GroupBy(port => port.Number!.Value, port => port.Name)
            .Where(same => same.Count() > 1))
        {
            errors.At("ports").Wrong(
                $"Port number {same.Key} is given to {string.Join(" and ", same.Select(name => $"'{name}'"))} of group "
                    + $"'{group.Name}'",
                "a worker's ports share its address, so that each needs a number of its own",
                "Change all but one, or leave the numbers away");
        }

        if (group.Ports.Count > CountMax)
        {
            errors.At("ports").Wrong(
                $"Group '{group.Name}' has {group.Ports.Count} ports per worker",
                $"a worker may have {CountMax}",
                "Remove the ports that nobody connects to");
        }
    }

    private static void ValidateName(WorkerGroupSpec group, string name, PlanErrors errors)
    {
        if (DnsLabel.Explain(name) is { } why)
        {
            errors.Wrong(
                $"Port name '{name}' of group '{group.Name}' is not a DNS label",
                why,
                "Name the port like data or rpc-2");
        }
    }

    private static void ValidateNumber(WorkerGroupSpec group, PortSpec port, PlanErrors errors)
    {
        if (port.Number is { } number and (< 1 or > PortRange.PortMax))
        {
            errors.Wrong(
                $"Port '{port.Name}' of group '{group.Name}' has the number {number}",
                $"ports go from 1 to {PortRange.PortMax}",
                "Give such a number, or leave it away for one that the plan gives out");
        }
    }
}
