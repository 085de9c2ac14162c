using ScaleSim.Core;
using ScaleSim.Simulator.Doctor.Host;

namespace ScaleSim.Simulator.Doctor.Checks;

/// <summary>The engine's disk has room for the workers' logs and settings.</summary>
internal sealed class DiskCheck : MachineCheck
{
    private static readonly Uri Link = new("https://docs.docker.com/engine/logging/drivers/local/");

    public override string Name => "disk";

    protected override DoctorResult Check(DoctorContext context)
    {
        DaemonProcess? daemon = DaemonProcess.Find(context.Files, context.EngineSocket);
        string root = daemon is null ? "/var/lib/docker" : DaemonSettings.Read(context.Files, daemon).DataRoot;
        if (context.FreeBytes(root) is not { } free)
        {
            return Unreadable(root);
        }

        long containers = context.Demand.Containers;
        long need = (containers * DoctorCosts.DiskBytesPerContainer) + DoctorCosts.DiskBytesForImages;
        DoctorLimit limit = new(
            $"At most {ByteSize.Format(need)} are needed in {root} ({Figures.Count(containers, "container")} × "
                + $"{ByteSize.Format(DoctorCosts.DiskBytesPerContainer)} of bounded logs and settings, "
                + $"{ByteSize.Format(DoctorCosts.DiskBytesForImages)} of images); {ByteSize.Format(free)} is free.",
            need,
            free,
            $"Free space in {root}: docker system df shows what takes it. Or move it: dockerd --data-root PATH");
        return DoctorLimit.Judge(
            Name, [limit], "With a full disk the engine can neither create nor remove containers.", Link);
    }
}
