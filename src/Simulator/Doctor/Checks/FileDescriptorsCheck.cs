using System.Globalization;
using ScaleSim.Core.Hosts;
using ScaleSim.Simulator.Doctor.Host;

namespace ScaleSim.Simulator.Doctor.Checks;

/// <summary>The machine, its daemons and this process may open as many files as the containers need.</summary>
internal sealed class FileDescriptorsCheck : MachineCheck
{
    private static readonly Uri Link = new("https://github.com/moby/moby/issues/38814");

    public override string Name => "file-descriptors";

    protected override DoctorResult Check(DoctorContext context)
    {
        long containers = context.Demand.Containers;
        DoctorLimit?[] limits =
        [
            WholeSystem(context.Files, containers),
            Daemon(context, "dockerd", containers * DoctorCosts.DockerdFilesPerContainer),
            Daemon(context, "containerd", containers * DoctorCosts.ContainerdFilesPerContainer),
            Own(context),
        ];
        DoctorLimit[] known = [.. limits.OfType<DoctorLimit>()];
        return known.Length == 0
            ? Unreadable("/proc/sys/fs/file-max")
            : DoctorLimit.Judge(Name, known, "When they are used up, starts fail with \"too many open files\".", Link);
    }

    private static DoctorLimit? WholeSystem(IHostFiles files, long containers)
    {
        if (files.ReadNumber("/proc/sys/fs/file-max") is not { } max)
        {
            return null;
        }

        long need = containers * DoctorCosts.OpenFilesPerContainer;
        long room = max - (files.ReadNumber("/proc/sys/fs/file-nr") ?? 0);
        return new DoctorLimit(
            $"{Figures.Count(need)} open files are needed ({Figures.Count(containers, "container")} × "
                + $"{DoctorCosts.OpenFilesPerContainer}); {Figures.Count(room)} of fs.file-max {Figures.Count(max)} "
                + "are free.",
            need,
            room,
            Figures.Sysctl("fs.file-max", 4 * need));
    }

    private static DoctorLimit? Daemon(DoctorContext context, string name, long need)
    {
        int? process = name == "dockerd"
            ? DaemonProcess.Find(context.Files, context.EngineSocket)?.ProcessId
            : ProcessList.Named(context.Files, name).Take(2).ToArray() is [int only] ? only : null;
        string id = process?.ToString(CultureInfo.InvariantCulture) ?? "";
        return process is null || OpenFilesLimit.Read(context.Files, id) is not { } limit
            ? null
            : new DoctorLimit(
                $"{name} needs {Figures.Count(need)} open files and may have {Figures.Count(limit)}.",
                need,
                limit,
                $"Set LimitNOFILE=1048576 in {name}'s systemd unit, or start it after: ulimit -n 1048576");
    }

    // The master that the keeper starts inherits this limit and holds a connection per worker.
    private static DoctorLimit? Own(DoctorContext context)
    {
        long need = context.Demand.Workers + DoctorCosts.OwnFiles;
        return OpenFilesLimit.Read(context.Files, "self") is not { } limit
            ? null
            : new DoctorLimit(
                $"ScaleSim and its master need {Figures.Count(need)} open files, a connection per worker and "
                    + $"{DoctorCosts.OwnFiles}, and may have {Figures.Count(limit)}.",
                need,
                limit,
                $"Raise it for this shell: ulimit -n {need}");
    }
}
