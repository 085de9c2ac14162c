using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Tests.Planning;

public sealed class EngineFitTests
{
    [Theory]
    [InlineData("1.43", "runc", null, ShimSharing.Node)]
    [InlineData("1.51", "runc", "crun", ShimSharing.Node)]
    [InlineData("1.42", "runc", null, ShimSharing.Worker)]
    [InlineData("1.51", "runc", "runsc", ShimSharing.Worker)]
    [InlineData("1.51", "kata", null, ShimSharing.Worker)]
    [InlineData("0.0", "", null, ShimSharing.Worker)]
    public void Settle_SharesShims_WhereTheEngineAndItsRuntimeCan(
        string api, string usual, string? runtime, ShimSharing expected)
    {
        EngineFacts engine = Samples.Engine with { ApiVersion = Version.Parse(api), DefaultRuntime = usual };

        ClusterSpec settled = EngineFit.Settle(
            Samples.Spec() with { Shim = ShimSharing.Auto, Runtime = runtime }, engine);

        Assert.Equal(expected, settled.Shim);
    }

    [Theory]
    [InlineData(ShimSharing.Node)]
    [InlineData(ShimSharing.Worker)]
    public void Settle_KeepsWhatTheSpecSays(ShimSharing shim) =>
        Assert.Equal(shim, EngineFit.Settle(Samples.Spec() with { Shim = shim }, Samples.Engine).Shim);

    [Fact]
    public void Plan_LeavesNothingToTheEngine() =>
        Assert.Equal(ShimSharing.Node, Samples.Plan(Samples.Spec() with { Shim = ShimSharing.Auto }).Spec.Shim);
}
