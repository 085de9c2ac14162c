using ScaleSim.Core.Admission;
using ScaleSim.Simulator.Doctor;
using ScaleSim.Simulator.Doctor.Output;

namespace ScaleSim.Simulator.Tests.Doctor.Output;

public sealed class SysctlFileTests
{
    [Fact]
    public void Write_SetsEachSettingWithItsArithmetic_AndLowersNone()
    {
        const string Expected = """
            # Kernel settings for 500 workers of ScaleSim on 5 nodes.

            # pids: 13,303 threads are needed; too few are free.
            # It was 1000.
            kernel.pid_max = 4194304
            kernel.threads-max = 192730

            """;
        DoctorReport report = new(
            DoctorReports.Mixed.Demand,
            [
                DoctorResult.Ok("engine", "Docker Engine 28.5.2, API 1.51"),
                DoctorResult.Failed("pids", "13,303 threads are needed;\ntoo few are free.") with
                {
                    Settings =
                    [
                        new KernelSetting("kernel.pid_max", 1000, 4194304),
                        new KernelSetting("kernel.threads-max", 192730, 192730),
                    ],
                },
            ],
            EngineAnswers: true);

        Assert.Equal(Expected.ReplaceLineEndings("\n"), SysctlFile.Write(report));
    }

    [Fact]
    public async Task Write_IsWhatTheKernelHasThen_AfterARepair()
    {
        TestMachine machine = new() { IsRoot = true, Repair = DoctorRepairMode.Apply };
        machine.Files["/proc/sys/kernel/keys/root_maxkeys"] = "200\n";
        DoctorReport report = await new DoctorRunner(DoctorChecks.All, TimeProvider.System)
            .RunAsync(machine.Context(), CancellationToken.None);

        string[] lines = SysctlFile.Write(report).Split('\n');

        Assert.Contains("kernel.keys.root_maxkeys = 2048", lines);
        Assert.DoesNotContain("# It was 200.", lines);
    }
}
