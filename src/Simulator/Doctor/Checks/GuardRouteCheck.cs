using System.Globalization;
using ScaleSim.Core.Hosts;
using ScaleSim.Simulator.Doctor.Host;

namespace ScaleSim.Simulator.Doctor.Checks;

/// <summary>Packets for nodes that are gone end on this machine.</summary>
internal sealed class GuardRouteCheck : MachineCheck, IDoctorRepair
{
    private static readonly Uri Link = new("https://www.rfc-editor.org/rfc/rfc2544");

    private static readonly string[] Route =
    [
        "unreachable", GuardRoute.Block.ToString(), "metric", GuardRoute.Metric.ToString(CultureInfo.InvariantCulture),
    ];

    public override string Name => "guard-route";

    private static string Command(string verb) => $"ip route {verb} {string.Join(' ', Route)}";

    public async Task<DoctorRepair> RepairAsync(
        DoctorContext context, DoctorResult found, CancellationToken cancellationToken)
    {
        if (context.Repair == DoctorRepairMode.Show)
        {
            return new DoctorRepair($"Would run, as root:\n{Command("add")}\nTo undo:\n{Command("del")}");
        }

        if (!context.IsRoot)
        {
            return new DoctorRepair("Not added: needs root. Run doctor --fix as root.", IsRefused: true);
        }

        HostCommandResult result = await context.Commands.RunAsync(
            "ip", ["route", "add", .. Route], cancellationToken);
        return result.ExitCode == 0
            ? new DoctorRepair($"Added; it lasts until the next boot. To undo:\n{Command("del")}")
            : new DoctorRepair(
                $"Not added: {Command("add")} ended with {result.ExitCode}: {result.Error}", IsRefused: true);
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
