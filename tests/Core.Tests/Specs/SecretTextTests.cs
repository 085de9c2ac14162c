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

    /// <remarks>A key as it stands in a file: programs print it line by line.</remarks>
    [Theory]
    [InlineData("-----BEGIN KEY-----")]
    [InlineData("2024-11-21 MIIEvQIBADANBgkq")]
    [InlineData("  MIIEvQIBADANBgkq\r")]
    [InlineData("-----BEGIN KEY-----\nMIIEvQIBADANBgkq\nab==\n-----END KEY-----\n")]
    public void Hide_KnowsEachLine_OfASecretOfSeveralLines(string printed)
    {
        string hidden = Of(("A_KEY", "-----BEGIN KEY-----\r\nMIIEvQIBADANBgkq\r\nab==\r\n-----END KEY-----\r\n"))
            .Hide(printed);

        Assert.Contains(SecretMask.Hidden, hidden, StringComparison.Ordinal);
        Assert.DoesNotContain("MIIE", hidden, StringComparison.Ordinal);
        Assert.DoesNotContain("KEY", hidden, StringComparison.Ordinal);
    }

    [Fact]
    public void Hide_LeavesTheShortLines_OfASecretOfSeveralLines()
    {
        SecretText secrets = Of(("A_KEY", "{{\n  \"type\": 1,\n  \"token\": \"hunter22\"\n}}\n"));

        Assert.Equal("{ \"type\": 2 }", secrets.Hide("{ \"type\": 2 }"));
        Assert.Equal("got ***", secrets.Hide("got \"token\": \"hunter22\""));
    }

    [Fact]
    public void Hide_TakesNoCountOfTheWhiteSpace_AroundASecret() =>
        Assert.Equal("a=***.", Of(("A_KEY", " hunter2\n")).Hide("a=hunter2."));

    [Fact]
    public void With_KnowsTheSecretsOfAnEnvironment_BesideTheOthers()
    {
        SecretText secrets = Of(("A_KEY", "hunter22-{worker.index}")).With(new Dictionary<string, string>
        {
            ["A_KEY"] = "hunter22-7", ["B_TOKEN"] = "***", ["LEVEL"] = "debug",
        });

        Assert.Equal("*** ***8 debug", secrets.Hide("hunter22-7 hunter22-8 debug"));
    }

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
