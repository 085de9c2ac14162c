using ScaleSim.Simulator.Doctor;
using ScaleSim.Simulator.Doctor.Checks;

namespace ScaleSim.Simulator.Tests.Doctor.Checks;

public sealed class SubnetCheckTests
{
    private readonly TestMachine _machine = new();

    [Fact]
    public async Task CheckAsync_CountsTheFreeOnes_BesideClustersAndTheGuard()
    {
        _machine.Engine = _machine.Engine! with { Subnets = ["172.17.0.0/16", "198.18.4.0/22", "198.19.0.0/16"] };

        Assert.Equal(
            DoctorResult.Ok("subnet", "63 of 128 networks of size /22 in 198.18.0.0/15 are free."),
            await _machine.CheckAsync(new SubnetCheck()));
    }

    [Fact]
    public async Task CheckAsync_FailsAndNamesTheTaker_WhenNoneIsFree()
    {
        _machine.Files["/proc/net/fib_trie"] = "Main:\n     |-- 198.18.0.0\n        /15 link UNICAST\n";

        DoctorResult result = await _machine.CheckAsync(new SubnetCheck());

        Assert.Equal(DoctorStatus.Failed, result.Status);
        Assert.Equal(
            "0 of 128 networks of size /22 in 198.18.0.0/15 are free. Taken: 198.18.0.0/15.", result.Message);
    }

    [Fact]
    public async Task CheckAsync_NamesAFewTakers_WhenThereAreMany()
    {
        _machine.Engine = _machine.Engine! with
        {
            Subnets = [.. Enumerable.Range(0, 128).Select(i => $"198.{18 + (i / 64)}.{i % 64 * 4}.0/22")],
        };

        DoctorResult result = await _machine.CheckAsync(new SubnetCheck());

        Assert.EndsWith("198.18.28.0/22 and 120 more.", result.Message, StringComparison.Ordinal);
    }
}
