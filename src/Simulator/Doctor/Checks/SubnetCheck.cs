using ScaleSim.Core.Hosts;
using ScaleSim.Core.Planning;

namespace ScaleSim.Simulator.Doctor.Checks;

/// <summary>A cluster's network can be had: part of 198.18.0.0/15 belongs to nobody.</summary>
internal sealed class SubnetCheck : IDoctorCheck
{
    private const int NamedMax = 8;

    private static readonly Uri Link = new("https://www.rfc-editor.org/rfc/rfc2544");

    public string Name => "subnet";

    public Task<DoctorResult> CheckAsync(DoctorContext context, CancellationToken cancellationToken)
    {
        IReadOnlyList<Ipv4Network> inUse = context.Host.SubnetsInUse;
        int free = SubnetChooser.CountFree(inUse);
        string message = $"{free} of {SubnetChooser.Count} networks of size /{SubnetChooser.PrefixLength} in "
            + $"{SubnetChooser.Block} are free.";
        return Task.FromResult(free > 0 ? DoctorResult.Ok(Name, message) : Full(message, inUse));
    }

    private DoctorResult Full(string message, IReadOnlyList<Ipv4Network> inUse)
    {
        Ipv4Network[] taken = [.. inUse.Where(SubnetChooser.Block.Overlaps)];
        string more = taken.Length > NamedMax ? $" and {taken.Length - NamedMax} more" : "";
        return DoctorResult.Failed(Name, $"{message} Taken: {string.Join(", ", taken.Take(NamedMax))}{more}.") with
        {
            Reason = "Every cluster takes its network from that block. A VPN or proxy that hands out false addresses, "
                + "or clusters that were left, hold all of it.",
            Fix = "Remove clusters (scalesim list, scalesim down NAME), or leave the VPN. Who has it:\nip route show",
            Link = Link,
        };
    }
}
