using ScaleSim.Core.Reports;

namespace ScaleSim.Core.Tests.Reports;

public sealed class ArgumentMaskTests
{
    [Theory]
    [InlineData("run --workers 5 --name demo", "run --workers 5 --name demo")]
    [InlineData("--token x --workers 5", "--token *** --workers 5")]
    [InlineData("--api-key=x --seed 1", "--api-key=*** --seed 1")]
    [InlineData("-e DB_PASSWORD=x MODE=fast", "-e DB_PASSWORD=*** MODE=fast")]
    [InlineData("--dbPasswd x y", "--dbPasswd *** y")]
    [InlineData("AWS_SECRET_ACCESS_KEY=a=b", "AWS_SECRET_ACCESS_KEY=***")]
    [InlineData("--token --secret --name x", "--token *** --name x")]
    [InlineData("curl http://user:x@host:80/p?q=1", "curl http://user:***@host:80/p?q=1")]
    [InlineData("--url=https://u:p@h", "--url=https://u:***@h")]
    [InlineData("http://host:80/a@b", "http://host:80/a@b")]
    [InlineData("--keep --strict-memory --concurrency 4", "--keep --strict-memory --concurrency 4")]
    public void Mask_HidesSecretsAndNothingElse(string given, string masked) =>
        Assert.Equal(masked.Split(' '), ArgumentMask.Mask(given.Split(' ')));

    [Fact]
    public void Mask_HidesAHeadersCredentials() => Assert.Equal(
        ["curl", "-H", "Authorization: ***"], ArgumentMask.Mask(["curl", "-H", "Authorization: Bearer x y"]));
}
