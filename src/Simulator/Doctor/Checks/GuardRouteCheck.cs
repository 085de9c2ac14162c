using System.Globalization;
using ScaleSim.Core.Hosts;
using ScaleSim.Simulator.Doctor.Host;

namespace ScaleSim.Simulator.Doctor.Checks;

/// <summary>Packets for nodes that are gone end on this machine. The one thing that doctor can put right.</summary>
internal sealed class GuardRouteCheck : MachineCheck, IDoctorRepair
{
    private static readonly Uri Link = new("https://www.rfc-editor.org/rfc/rfc2544");

    private static readonly string[] Route =
    [
        "unreachable", GuardRoute.Block.ToString(), "metric", GuardRoute.Metric.ToString(CultureInfo.InvariantCulture),
    ];

    public override string Name => "guard-route";

    private static string Command(string verb) => $"ip route {verb} {string.Join(' ', Route)}";

    public async Task<string> RepairAsync(DoctorContext context, CancellationToken cancellationToken)
    {
        if (!context.IsRoot)
        {
            return "Not added: needs root. Run doctor --fix as root.";
        }

        HostCommandResult result = await context.Commands.RunAsync(
            "ip", ["route", "add", .. Route], cancellationToken);
        return result.ExitCode == 0
            ? $"Added; it lasts until the next boot. To undo:\n{Command("del")}"
            : $"Not added: {Command("add")} ended with {result.ExitCode}: {result.Error}";
    }

    protected override DoctorResult Check(DoctorContext context)
    {
        return context.Files.Read("/proc/net/route") is null ? Unreadable("/proc/net/route")
            : RouteTable.Read(context.Files).Any(route => route.IsGuard)
                ? DoctorResult.Ok(Name, $"Strays for {GuardRoute.Block} end on this machine.")
                : DoctorResult.Warning(Name, $"No route keeps strays for {GuardRoute.Block} on this machine.") with
                {
                    Reason = "When a cluster is gone, packets for its nodes would follow the default route into the "
                        + "network around, and wait for a timeout instead of failing at once.",
                    Fix = $"scalesim doctor --fix as root, or:\nsudo {Command("add")}",
                    Link = Link,
                };
    }
}
