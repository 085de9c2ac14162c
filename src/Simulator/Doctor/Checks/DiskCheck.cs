using ScaleSim.Core;
using ScaleSim.Core.Admission;
using ScaleSim.Core.Hosts;

namespace ScaleSim.Simulator.Doctor.Checks;

/// <summary>
/// The engine's disk has room for images, containers' settings and, once they are full, the workers' logs. Workers
/// whose root is read-only write no layer; what others write there can't be known.
/// </summary>
internal sealed class DiskCheck() : LimitsCheck(
    "disk", [HostLimitKind.DiskBytes], "The engine's data root", Consequence, Page)
{
    private const string Consequence = "With a full disk the engine can neither create nor remove containers.";

    // The one storage driver that copies an image for each container.
    private const string CopyingDriver = "vfs";

    private static readonly Uri Page = new("https://docs.docker.com/engine/logging/drivers/local/");

    private static readonly Uri DriversPage =
        new("https://docs.docker.com/engine/storage/drivers/select-storage-driver/");

    protected override DoctorResult Check(DoctorContext context)
    {
        DoctorResult found = base.Check(context);
        return found.Status == DoctorStatus.Ok
            ? Judge(context, LimitJudge.Judge(context.Demand, context.Host.Limits.Where(IsDisk))[0])
            : found;
    }

    private static bool IsDisk(HostLimit limit) => limit.Kind == HostLimitKind.DiskBytes;

    private DoctorResult Judge(DoctorContext context, LimitFinding idle)
    {
        long full = idle.Need + context.Demand.LogBytes;
        string message = $"{idle.What}, and {ByteSize.Format(full)} once all logs are full "
            + $"({ByteSize.Format(context.Demand.LogBytes)}); {idle.Have}.";
        if (full > idle.Limit.Room)
        {
            return DoctorResult.Warning(Name, message) with
            {
                Reason = Consequence,
                Fix = $"{idle.Remedy}, or lower 'logs' in the cluster file.",
                Link = Page,
            };
        }

        return context.Engine?.StorageDriver != CopyingDriver
            ? DoctorResult.Ok(Name, message)
            : DoctorResult.Warning(
                Name,
                $"{message} The storage driver is vfs, which copies the worker's image for each of "
                + $"{Figures.Count(context.Demand.Containers, "container")}.") with
            {
                Reason = "The copies take as much disk as the image, times the containers, and starting takes longer.",
                Fix = "Use the driver overlay2, as in /etc/docker/daemon.json; images have to be loaded again:\n"
                    + "{\"storage-driver\": \"overlay2\"}",
                Link = DriversPage,
            };
    }
}
