using ScaleSim.Core.Reports;

namespace ScaleSim.Core.Tests.Reports;

public sealed class SecretMaskTests
{
    [Theory]
    [InlineData("run --workers 5 --name demo", "run --workers 5 --name demo")]
    [InlineData("--token x --workers 5", "--token *** --workers 5")]
    [InlineData("--api-key=x --seed 1", "--api-key=*** --seed 1")]
    [InlineData("-e DB_PASSWORD=x MODE=fast", "-e DB_PASSWORD=*** MODE=fast")]
    [InlineData("--dbPasswd x y", "--dbPasswd *** y")]
    [InlineData("AWS_SECRET_ACCESS_KEY=a=b", "AWS_SECRET_ACCESS_KEY=***")]
    [InlineData("curl http://user:x@host:80/p?q=1", "curl http://user:***@host:80/p?q=1")]
    [InlineData("--url=https://u:p@h", "--url=https://u:***@h")]
    [InlineData("http://host:80/a@b", "http://host:80/a@b")]
    [InlineData("--author Jane --keyboard us", "--author Jane --keyboard us")]
    [InlineData("--auth x", "--auth ***")]
    public void Arguments_HideSecretsAndNothingElse(string given, string masked) =>
        Assert.Equal(masked.Split(' '), SecretMask.Arguments(given.Split(' ')));

    [Fact]
    public void Arguments_HideAHeadersCredentials() => Assert.Equal(
        ["curl", "-H", "Authorization: ***"], SecretMask.Arguments(["curl", "-H", "Authorization: Bearer x y"]));

    [Theory]
    [InlineData("API_TOKEN", "x", "***")]
    [InlineData("MODE", "fast", "fast")]
    [InlineData("DATABASE", "postgres://u:p@db/x", "postgres://u:***@db/x")]
    public void Value_IsHidden_WhereItsNameOrItsUrlSaysSo(string name, string value, string shown) =>
        Assert.Equal(shown, SecretMask.Value(name, value));
}
