using System.Globalization;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Planning;
using ScaleSim.Simulator.Doctor.Host;

namespace ScaleSim.Simulator.Doctor.Checks;

/// <summary>The kernel and the daemons' control groups allow the threads that shims and workers have.</summary>
internal sealed class PidsCheck : MachineCheck
{
    private static readonly Uri Link = new("https://github.com/moby/moby/issues/38814");

    public override string Name => "pids";

    protected override DoctorResult Check(DoctorContext context)
    {
        ClusterDemand demand = context.Demand;
        long shims = (long)Math.Ceiling(demand.Shims * DoctorCosts.ThreadsPerShim);
        long need = shims + ((long)demand.Workers * DoctorCosts.ThreadsPerWorker);
        string sum = $"{Figures.Count(need)} threads are needed ({Figures.Count(demand.Shims, "shim")} × "
            + $"{DoctorCosts.ThreadsPerShim.ToString(CultureInfo.InvariantCulture)} and "
            + $"{Figures.Count(demand.Workers, "worker")} × {DoctorCosts.ThreadsPerWorker})";
        DoctorLimit[] limits =
        [
            .. Kernel(context.Files, "pid_max", need, sum),
            .. Kernel(context.Files, "threads-max", need, sum),
            .. Groups(context, shims),
        ];
        return limits.Length == 0
            ? Unreadable("/proc/sys/kernel/pid_max")
            : DoctorLimit.Judge(
                Name,
                limits,
                "Threads and processes share one number range; when it is used up, nothing starts: "
                    + "\"resource temporarily unavailable\".",
                Link);
    }

    private static IEnumerable<DoctorLimit> Kernel(IHostFiles files, string key, long need, string sum)
    {
        if (files.ReadNumber($"/proc/sys/kernel/{key}") is { } max)
        {
            long room = max - ThreadsNow(files);
            yield return new DoctorLimit(
                $"{sum}; {Figures.Count(room)} of kernel.{key} {Figures.Count(max)} are free.",
                need,
                room,
                Figures.Sysctl($"kernel.{key}", Math.Max(4194304, 4 * need)));
        }
    }

    // Workers have groups of their own; the shims stay in the group of the daemon that starts them.
    private static IEnumerable<DoctorLimit> Groups(DoctorContext context, long shims)
    {
        IEnumerable<int> daemons = ProcessList.Named(context.Files, "containerd").Take(2).ToArray() is [int only]
            ? [only]
            : DaemonProcess.Find(context.Files, context.EngineSocket) is { } dockerd ? [dockerd.ProcessId] : [];
        foreach (int daemon in daemons)
        {
            if (PidsGroup.FindTightest(
                context.Files, daemon.ToString(CultureInfo.InvariantCulture)) is { } group)
            {
                long room = group.Max - group.Current;
                yield return new DoctorLimit(
                    $"{Figures.Count(shims)} threads of shims are needed; {Figures.Count(room)} of "
                        + $"{Figures.Count(group.Max)} in {group.Path} are free.",
                    shims,
                    room,
                    "Set TasksMax=infinity for docker.service and containerd.service, or as root:\n"
                        + $"echo max > {group.Path}");
            }
        }
    }

    // The last but one field of /proc/loadavg, "0.89 0.47 0.23 4/242 17242", counts running and all threads.
    private static long ThreadsNow(IHostFiles files)
    {
        string[] fields = (files.Read("/proc/loadavg") ?? "").Split(' ');
        return fields.Length > 3 ? KernelNumbers.Parse(fields[3].Split('/')[^1]) ?? 0 : 0;
    }
}
