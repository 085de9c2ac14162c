using ScaleSim.Simulator.Doctor;
using ScaleSim.Simulator.Doctor.Checks;

namespace ScaleSim.Simulator.Tests.Doctor.Checks;

public sealed class FileDescriptorsCheckTests
{
    private readonly TestMachine _machine = new();

    [Fact]
    public async Task CheckAsync_ShowsTheTightest_WhenAllFit()
    {
        DoctorResult result = await _machine.CheckAsync(new FileDescriptorsCheck());

        Assert.Equal(DoctorStatus.Ok, result.Status);
        Assert.Equal(
            "19,190 open files are needed (505 containers × 38); 2,464,955 of fs.file-max 2,466,177 are free.",
            result.Message);
    }

    [Theory]
    [InlineData("23000\n", "Warning")]
    [InlineData("20000\n", "Failed")]
    public async Task CheckAsync_JudgesTheSystemsLimit_ByFilesThatComeAndAreOpen(string max, string status)
    {
        _machine.Files["/proc/sys/fs/file-max"] = max;

        DoctorResult result = await _machine.CheckAsync(new FileDescriptorsCheck());

        Assert.Equal(status, result.Status.ToString());
        Assert.EndsWith("sysctl -w fs.file-max=131072", result.Fix, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("812", "The daemon dockerd needs 3,030 more open files; it has 1,024 of 1,024 left.")]
    [InlineData("830", "The daemon containerd needs 2,020 more open files; it has 1,024 of 1,024 left.")]
    [InlineData(
        "self",
        "ScaleSim and its master need 756 open files, a connection per worker and 256; this process has 700 of "
            + "700 left.")]
    public async Task CheckAsync_Fails_WhenAProcessMayOpenTooFew(string process, string message)
    {
        _machine.Files[$"/proc/{process}/limits"] = TestMachine.Limits(process == "self" ? "700" : "1024");

        DoctorResult result = await _machine.CheckAsync(new FileDescriptorsCheck());

        Assert.Equal((DoctorStatus.Failed, message), (result.Status, result.Message));
    }

    [Fact]
    public async Task CheckAsync_TakesUnlimitedForWhatItIs_InALimitsFile()
    {
        _machine.Files["/proc/812/limits"] = TestMachine.Limits("unlimited");

        Assert.Equal(DoctorStatus.Ok, (await _machine.CheckAsync(new FileDescriptorsCheck())).Status);
    }

    [Fact]
    public async Task CheckAsync_IsNotChecked_WhereNoLimitCanBeRead()
    {
        _machine.Files.Remove("/proc/sys/fs/file-max");
        foreach (string process in new[] { "812", "830", "self" })
        {
            _machine.Files[$"/proc/{process}/limits"] = "Limit  Soft Limit\n";
        }

        Assert.Equal(DoctorStatus.NotChecked, (await _machine.CheckAsync(new FileDescriptorsCheck())).Status);
    }
}
