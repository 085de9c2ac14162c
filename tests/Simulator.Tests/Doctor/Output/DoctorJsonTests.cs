using ScaleSim.Simulator.Doctor.Output;

namespace ScaleSim.Simulator.Tests.Doctor.Output;

public sealed class DoctorJsonTests
{
    [Fact]
    public void Write_HasTheSpecifiedShape_WithoutWhatIsNotKnown()
    {
        const string Expected = """
            {
              "schemaVersion": 1,
              "workers": 500,
              "nodes": 5,
              "exitCode": 4,
              "checks": [
                {
                  "name": "engine",
                  "status": "ok",
                  "message": "Docker Engine 28.5.2, API 1.51"
                },
                {
                  "name": "pids",
                  "status": "failed",
                  "message": "13,303 threads are needed; 800 of kernel.pid_max 1,000 are free.",
                  "reason": "Threads and processes share one number range; when it is used up, nothing starts.",
                  "fix": "As root, and in a file under /etc/sysctl.d to keep it:\nsysctl -w kernel.pid_max=4194304",
                  "link": "https://example.org/limits"
                },
                {
                  "name": "conntrack",
                  "status": "notChecked",
                  "message": "/proc/sys/net/netfilter/nf_conntrack_max can't be read here."
                },
                {
                  "name": "guard-route",
                  "status": "ok",
                  "message": "Strays for 198.18.0.0/15 end [here].",
                  "repair": "Added. To undo:\nip route del unreachable 198.18.0.0/15"
                }
              ]
            }
            """;

        Assert.Equal(Expected, DoctorJson.Write(DoctorReports.Mixed).ReplaceLineEndings("\n"));
    }
}
