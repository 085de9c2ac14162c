using ScaleSim.Simulator.Doctor.Host;

namespace ScaleSim.Simulator.Tests.Doctor.Host;

public sealed class HostDiskTests
{
    [Fact]
    public void FreeBytes_LooksAtTheParent_OfWhatDoesNotExistYet()
    {
        string missing = Path.Combine(Path.GetTempPath(), "scalesim-missing", "below");

        Assert.InRange(HostDisk.FreeBytes(missing) ?? -1, 0, long.MaxValue);
    }

    [Fact]
    public void FreeBytes_GivesNothing_ForNoPath() => Assert.Null(HostDisk.FreeBytes(""));
}
