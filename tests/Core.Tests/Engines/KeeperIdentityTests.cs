using ScaleSim.Core.Engines;

namespace ScaleSim.Core.Tests.Engines;

public sealed class KeeperIdentityTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void TryParse_ReadsItsText(bool holdsRun)
    {
        KeeperIdentity keeper = new(812, 44021, "1c8f-77", "/run/with blank/demo.sock", holdsRun);

        Assert.Equal(keeper, KeeperIdentity.TryParse(keeper.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("812")]
    [InlineData("x 44021 boot run /s")]
    [InlineData("812 x boot run /s")]
    public void TryParse_IsNull_ForAnythingElse(string? text) => Assert.Null(KeeperIdentity.TryParse(text));
}
