using ScaleSim.Simulator.Doctor;
using ScaleSim.Simulator.Doctor.Checks;

namespace ScaleSim.Simulator.Tests.Doctor.Checks;

/// <summary>What the engine says of its own settings.</summary>
public sealed class EngineSettingChecksTests
{
    private readonly TestMachine _machine = new();

    [Fact]
    public async Task LogDriver_IsOkWithAnyDefault_AsWorkersGetTheirOwn()
    {
        Assert.Equal(
            DoctorResult.Ok(
                "log-driver",
                "Workers log through the driver local, bounded and without blocking, not through the engine's default, "
                    + "json-file."),
            await _machine.CheckAsync(new LogDriverCheck()));
    }

    [Fact]
    public async Task LogDriver_Fails_WhereTheEngineLacksTheWorkersOwn()
    {
        _machine.Engine = _machine.Engine! with { LogDrivers = ["json-file", "syslog"] };

        DoctorResult result = await _machine.CheckAsync(new LogDriverCheck());

        Assert.Equal(DoctorStatus.Failed, result.Status);
        Assert.Equal("The engine lacks the log driver local; it has json-file, syslog.", result.Message);
    }

    [Theory]
    [InlineData(false, "Off, the default: a restart of dockerd ends all workers.")]
    [InlineData(true, "On: workers live on while dockerd restarts.")]
    public async Task LiveRestore_SaysWhatARestartDoes_AndWarnsNobody(bool isOn, string message)
    {
        _machine.Engine = _machine.Engine! with { LivesThroughRestart = isOn };

        Assert.Equal(
            DoctorResult.Ok("live-restore", message), await _machine.CheckAsync(new LiveRestoreCheck()));
    }

    [Theory]
    [InlineData("172.17.0.0/16", "Ok")]
    [InlineData("198.18.0.0/16", "Warning")]
    [InlineData("198.0.0.0/8", "Warning")]
    [InlineData("nonsense", "Ok")]
    public async Task AddressPools_WarnsOfThose_ThatGiveAwayTheClustersBlock(string pool, string status)
    {
        _machine.Engine = _machine.Engine! with { AddressPools = ["10.10.0.0/16", pool] };

        Assert.Equal(status, (await _machine.CheckAsync(new AddressPoolsCheck())).Status.ToString());
    }

    [Theory]
    [InlineData(8, "Ok")]
    [InlineData(4, "Failed")]
    public async Task VirtualMachine_JudgesDockerDesktops_ByItsOwnMemory(int gibibytes, string status)
    {
        _machine.Engine = _machine.Engine! with
        {
            IsDesktop = true, IsLocal = false, MemoryBytes = (long)gibibytes << 30,
        };

        DoctorResult result = await _machine.CheckAsync(new VirtualMachineCheck());

        Assert.Equal(status, result.Status.ToString());
        Assert.Equal(
            $"Docker Desktop's virtual machine has {gibibytes} GiB and 4 cores; 500 workers take 5.1 GiB idle.",
            result.Message);
    }

    [Fact]
    public async Task VirtualMachine_IsOk_WhereThereIsNone() =>
        Assert.Equal(
            DoctorResult.Ok("virtual-machine", "None: containers run on this machine's kernel."),
            await _machine.CheckAsync(new VirtualMachineCheck()));

    [Fact]
    public async Task All_AreNotChecked_WithoutAnEngine()
    {
        _machine.Engine = null;
        IDoctorCheck[] checks =
            [new LogDriverCheck(), new LiveRestoreCheck(), new AddressPoolsCheck(), new VirtualMachineCheck()];

        foreach (IDoctorCheck check in checks)
        {
            Assert.Equal(DoctorStatus.NotChecked, (await _machine.CheckAsync(check)).Status);
        }
    }
}
