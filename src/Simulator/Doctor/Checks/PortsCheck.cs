using ScaleSim.Core.Ports;

namespace ScaleSim.Simulator.Doctor.Checks;

/// <summary>The port range is wide enough, free where it is published, and not what outgoing connections use.</summary>
internal sealed class PortsCheck : IDoctorCheck
{
    private static readonly Uri Link = new("https://github.com/moby/moby/issues/43054");

    private static readonly HashSet<int> None = [];

    public string Name => "ports";

    public Task<DoctorResult> CheckAsync(DoctorContext context, CancellationToken cancellationToken) =>
        Task.FromResult(context.IsPublished ? CheckPublished(context) : CheckDirect(context));

    private DoctorResult CheckDirect(DoctorContext context)
    {
        PortRange range = context.Spec.Ports;
        int need = context.Demand.PortsPerNode;
        string message = $"Range {range} has {Figures.Count(range.Count)} ports; a node's workers need "
            + $"{Figures.Count(need)}, and none of the host's.";
        return need > range.Count ? TooFew(message, need, range, None)
            : range.Overlaps(PortRange.Ephemeral) ? Ephemeral(message, PortRange.Ephemeral)
            : DoctorResult.Ok(Name, message);
    }

    private DoctorResult CheckPublished(DoctorContext context)
    {
        PortRange range = context.Spec.Ports;
        int need = context.Demand.PortsInAll;
        int used = context.Host.PortsInUse.Count(range.Contains);
        string message = $"Range {range} has {Figures.Count(range.Count)} ports, {Figures.Count(used)} of them in use; "
            + $"published workers need {Figures.Count(need)}, all different.";
        return need > range.Count - used ? TooFew(message, need, range, context.Host.PortsInUse)
            : range.Overlaps(context.Host.EphemeralPorts) ? Ephemeral(message, context.Host.EphemeralPorts)
            : DoctorResult.Ok(Name, message);
    }

    private DoctorResult TooFew(string message, int need, PortRange range, IReadOnlySet<int> used) =>
        DoctorResult.Failed(Name, message) with
        {
            Reason = "Workers that share an address need ports of their own.",
            Fix = PortRangeAdvice.Widen(range, need, used) is { } wider
                ? $"Widen the range, --ports {wider}, or lower --workers."
                : "Lower --workers: there is no range so wide.",
            Link = Link,
        };

    private DoctorResult Ephemeral(string message, PortRange ephemeral) =>
        DoctorResult.Failed(Name, $"{message} It overlaps the kernel's ephemeral range {ephemeral}.") with
        {
            Reason = "An outgoing connection may hold a worker's port at the moment the worker binds it: "
                + "address already in use, now and then.",
            Fix = ephemeral.First > PortRange.Default.Last
                ? $"Choose ports below it: --ports {PortRange.Default}"
                : Figures.Sysctl(
                    "net.ipv4.ip_local_port_range", $"\"{PortRange.Ephemeral.First} {PortRange.Ephemeral.Last}\""),
            Link = Link,
        };
}
