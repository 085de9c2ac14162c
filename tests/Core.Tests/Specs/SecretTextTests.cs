using ScaleSim.Core.Specs;
using ScaleSim.Core.Tests.Planning;

namespace ScaleSim.Core.Tests.Specs;

public sealed class SecretTextTests
{
    [Fact]
    public void Hide_TakesOutTheValuesOfGroupsAndMaster_AndNothingElse()
    {
        SecretText secrets = Of(("A_TOKEN", "hunter22"), ("LEVEL", "debug"));

        Assert.Equal(
            "a=*** b=*** c=debug d=Hunter22", secrets.Hide("a=hunter22 b=hunter22 c=debug d=Hunter22"));
        Assert.Null(secrets.Hide(null));
    }

    [Fact]
    public void Hide_LeavesNothingOfASecret_ThatHoldsAnother() =>
        Assert.Equal("***", Of(("A_KEY", "abcd"), ("B_KEY", "abcd-efgh")).Hide("abcd-efgh"));

    [Fact]
    public void Hide_KnowsTheFixedPartsOfASecretWithPlaceholders() =>
        Assert.Equal("got ***7", Of(("A_KEY", "s3cret-{worker.index}")).Hide("got s3cret-7"));

    [Theory]
    [InlineData("")]
    [InlineData("yes")]
    public void Hide_LeavesTextsReadable_WhereASecretIsTooShortToBeOne(string value) =>
        Assert.Equal("yes, it is", Of(("A_KEY", value)).Hide("yes, it is"));

    [Fact]
    public void HasSecrets_GoesByTheNames()
    {
        Assert.True(SecretMask.HasSecrets(Spec(("A_KEY", "x"))));
        Assert.False(SecretMask.HasSecrets(Spec(("LEVEL", "x"))));
    }

    private static SecretText Of(params (string Name, string Value)[] variables) => SecretText.Of(Spec(variables));

    private static ClusterSpec Spec(params (string Name, string Value)[] variables)
    {
        Dictionary<string, string> environment = variables.ToDictionary(pair => pair.Name, pair => pair.Value);
        return Samples.Spec(Samples.Group() with { Environment = environment }) with
        {
            Master = new ProcessMasterSpec { Command = ["m"], Environment = environment, Port = 1 },
        };
    }
}
