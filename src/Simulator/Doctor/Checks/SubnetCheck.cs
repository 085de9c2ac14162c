using ScaleSim.Core.Hosts;

namespace ScaleSim.Simulator.Doctor.Checks;

/// <summary>A cluster's network can be had: part of 198.18.0.0/15 belongs to nobody.</summary>
internal sealed class SubnetCheck : IDoctorCheck
{
    /// <value>The largest cluster's network: 1022 addresses for at most 900 nodes.</value>
    private const int PrefixLength = 22;

    private static readonly Uri Link = new("https://www.rfc-editor.org/rfc/rfc2544");

    public string Name => "subnet";

    public Task<DoctorResult> CheckAsync(DoctorContext context, CancellationToken cancellationToken)
    {
        Ipv4Network[] taken = [.. context.Host.SubnetsInUse.Where(GuardRoute.Block.Overlaps)];
        int all = 1 << (PrefixLength - GuardRoute.Block.PrefixLength);
        int free = Enumerable.Range(0, all)
            .Select(index => GuardRoute.Block.Subnet(PrefixLength, index))
            .Count(subnet => !taken.Any(subnet.Overlaps));
        string message = $"{free} of {all} networks of size /{PrefixLength} in {GuardRoute.Block} are free.";
        return Task.FromResult(free > 0
            ? DoctorResult.Ok(Name, message)
            : DoctorResult.Failed(Name, $"{message} Taken: {string.Join(", ", taken.Take(8))}.") with
            {
                Reason = "Every cluster takes its network from that block. A VPN or proxy that hands out false "
                    + "addresses, or clusters that were left, hold all of it.",
                Fix = "Remove clusters that are left (scalesim list), or leave the VPN. Who has it:\nip route show",
                Link = Link,
            });
    }
}
