using ScaleSim.Core.Ports;

namespace ScaleSim.Simulator.Doctor.Checks;

/// <summary>The port range is wide enough, free where it is published, and not what outgoing connections use.</summary>
internal sealed class PortsCheck : IDoctorCheck
{
    private static readonly Uri Link = new("https://github.com/moby/moby/issues/43054");

    public string Name => "ports";

    public Task<DoctorResult> CheckAsync(DoctorContext context, CancellationToken cancellationToken) =>
        Task.FromResult(Check(context));

    private DoctorResult Check(DoctorContext context)
    {
        PortRange range = context.Demand.Ports;
        int used = context.IsPublished ? context.Host.PortsInUse.Count(range.Contains) : 0;
        int need = context.IsPublished ? context.Demand.PortsInAll : context.Demand.PortsPerNode;
        string message = Describe(context, need, used);
        return need > range.Count - used ? TooFew(message, need + used, range)
            : range.Overlaps(context.Host.EphemeralPorts) ? Ephemeral(message, context.Host.EphemeralPorts)
            : DoctorResult.Ok(Name, message);
    }

    private static string Describe(DoctorContext context, int need, int used)
    {
        PortRange range = context.Demand.Ports;
        return context.IsPublished
            ? $"Range {range} has {Figures.Count(range.Count)} ports, {Figures.Count(used)} of them in use; published "
                + $"workers need {Figures.Count(need)}, all different."
            : $"Range {range} has {Figures.Count(range.Count)} ports; a node's workers need {Figures.Count(need)}, "
                + "and no port of the host is used.";
    }

    private DoctorResult TooFew(string message, int need, PortRange range) =>
        DoctorResult.Failed(Name, message) with
        {
            Reason = "Workers that share an address need ports of their own.",
            Fix = range.First + need - 1 <= PortRange.PortMax
                ? $"Widen the range, --ports {range.First}-{range.First + need - 1}, or lower --workers."
                : "Start the range lower with --ports, or lower --workers.",
            Link = Link,
        };

    private DoctorResult Ephemeral(string message, PortRange ephemeral) =>
        DoctorResult.Warning(Name, $"{message} It overlaps the kernel's ephemeral range {ephemeral}.") with
        {
            Reason = "An outgoing connection may hold a worker's port at the moment the worker binds it: "
                + "address already in use, now and then.",
            Fix = $"Choose ports below {ephemeral.First}: --ports {PortRange.Default}",
            Link = Link,
        };
}
