using ScaleSim.Simulator.Status;

namespace ScaleSim.Simulator.Terminal;

/// <summary>A group of a <see cref="StatusDocument"/>.</summary>
internal sealed record StatusGroup(string Name, int Intended, int Workers, int Running, int? Registered)
{
    public static StatusGroup Of(GroupStatus group) =>
        new(group.Name, group.Intended, group.Workers, group.Running, group.Registered);
}
