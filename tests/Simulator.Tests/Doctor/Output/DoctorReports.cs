using ScaleSim.Core.Planning;
using ScaleSim.Simulator.Doctor;

namespace ScaleSim.Simulator.Tests.Doctor.Output;

/// <summary>Reports to render.</summary>
internal static class DoctorReports
{
    public static DoctorReport Mixed { get; } = new(
        ClusterDemand.Of(TestMachine.SpecOf(500)),
        [
            DoctorResult.Ok("engine", "Docker Engine 28.5.2, API 1.51"),
            DoctorResult.Failed("pids", "13,303 threads are needed; 800 of kernel.pid_max 1,000 are free.") with
            {
                Reason = "Threads and processes share one number range; when it is used up, nothing starts.",
                Fix = "As root, and in a file under /etc/sysctl.d to keep it:\nsysctl -w kernel.pid_max=4194304",
                Link = new Uri("https://example.org/limits"),
            },
            DoctorResult.NotChecked("conntrack", "/proc/sys/net/netfilter/nf_conntrack_max can't be read here."),
            DoctorResult.Ok("guard-route", "Strays for 198.18.0.0/15 end [here].") with
            {
                Repair = "Added. To undo:\nip route del unreachable 198.18.0.0/15",
            },
        ],
        EngineAnswers: true);
}
