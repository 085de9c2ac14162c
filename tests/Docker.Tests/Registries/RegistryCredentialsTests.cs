using System.Text;
using ScaleSim.Docker.Registries;

namespace ScaleSim.Docker.Tests.Registries;

/// <summary>Which credentials a registry gets, of all that Docker's configuration may hold.</summary>
public sealed class RegistryCredentialsTests : IDisposable
{
    private const string Lab = "registry.lab:5000";
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly HelperFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("registry.lab:5000", "registry.lab:5000")]
    [InlineData("https://registry.lab:5000", "registry.lab:5000")]
    [InlineData("https://registry.lab:5000/v1/", "registry.lab:5000")]
    [InlineData("https://index.docker.io/v1/", "docker.io")]
    public async Task Find_KnowsTheUserAndPassword_OfConfigJson(string key, string registry)
    {
        _folder.WithConfig($"{{\"auths\":{{\"{key}\":{{\"auth\":\"{Base64("ada:pa:ss")}\"}}}}}}");

        var found = await _folder.Credentials().FindAsync(registry, None);

        Assert.Equal(("ada", "pa:ss"), (found!.Username, found.Password));
        Assert.Equal(registry == "docker.io" ? "https://index.docker.io/v1/" : Lab, found.ServerAddress);
    }

    [Fact]
    public async Task Find_TakesOtherForms_OfAnEntry()
    {
        _folder.WithConfig(
            "{\"auths\":{\"plain.lab\":{\"username\":\"ada\",\"password\":\"x\"},"
            + $"\"token.lab\":{{\"auth\":\"{Base64("0000:")}\",\"identitytoken\":\"long\"}},"
            + "\"bearer.lab\":{\"registrytoken\":\"bearer\"},"
            + $"\"old.lab\":{{\"auth\":\"{Base64("ada:x\0\0")}\"}}}}}}");
        var credentials = _folder.Credentials();

        Assert.Equal("x", (await credentials.FindAsync("plain.lab", None))!.Password);
        Assert.Equal("long", (await credentials.FindAsync("token.lab", None))!.IdentityToken);
        Assert.Equal("bearer", (await credentials.FindAsync("bearer.lab", None))!.RegistryToken);
        Assert.Equal("x", (await credentials.FindAsync("old.lab", None))!.Password);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"auths\":null,\"credHelpers\":null,\"credsStore\":null}")]
    [InlineData("{\"auths\":{\"registry.lab:5000\":{}}}")]
    [InlineData("{\"auths\":{\"registry.lab:5000\":null}}")]
    [InlineData("{\"auths\":{\"registry.lab\":{\"auth\":\"YWRhOng=\"},\"lab:5000\":{\"auth\":\"YWRhOng=\"}}}")]
    [InlineData("{\"credsStore\":\"\",\"credHelpers\":{\"registry.lab:5000\":\"\"},\"HttpHeaders\":{\"a\":\"b\"}}")]
    public async Task Find_FindsNone_WhereNoneAreForTheRegistry(string config)
    {
        _folder.WithConfig(config);

        Assert.Null(await _folder.Credentials().FindAsync(Lab, None));
    }

    [Fact]
    public async Task Find_FindsNone_WithoutAnyConfiguration() =>
        Assert.Null(await _folder.Credentials().FindAsync(Lab, None));

    [Fact]
    public async Task Find_PrefersTheRegistrysOwnHelper_ThenTheGeneralOne_ThenTheFile()
    {
        _folder
            .WithHelper("own", "echo '{\"Username\":\"own\",\"Secret\":\"1\"}'")
            .WithHelper("general", "echo '{\"Username\":\"<token>\",\"Secret\":\"2\"}'")
            .WithConfig(
                "{\"credsStore\":\"general\",\"credHelpers\":{\"registry.lab:5000\":\"own\",\"file.lab\":\"\"},"
                + $"\"auths\":{{\"registry.lab:5000\":{{\"auth\":\"{Base64("file:3")}\"}},"
                + $"\"file.lab\":{{\"auth\":\"{Base64("file:3")}\"}}}}}}");
        var credentials = _folder.Credentials();

        var own = await credentials.FindAsync(Lab, None);
        var general = await credentials.FindAsync("other.lab", None);
        var file = await credentials.FindAsync("file.lab", None);

        Assert.Equal(("own", "1", null, Lab), (own!.Username, own.Password, own.IdentityToken, own.ServerAddress));
        Assert.Equal((null, null, "2"), (general!.Username, general.Password, general.IdentityToken));
        Assert.Equal(("file", "3"), (file!.Username, file.Password));
    }

    [Fact]
    public async Task Find_FindsNone_WhereTheHelperKnowsNone_WhateverTheFileHolds()
    {
        _folder
            .WithHelper("general", "echo 'credentials not found in native keychain'; exit 1")
            .WithConfig($"{{\"credsStore\":\"general\",\"auths\":{{\"{Lab}\":{{\"auth\":\"{Base64("file:3")}\"}}}}}}");

        Assert.Null(await _folder.Credentials().FindAsync(Lab, None));
    }

    [Fact]
    public async Task Find_AsksTheHelperOfDockerHub_ByItsAddress()
    {
        _folder
            .WithHelper("hub", "echo \"{\\\"Username\\\":\\\"$server\\\",\\\"Secret\\\":\\\"x\\\"}\"")
            .WithConfig("{\"credHelpers\":{\"https://index.docker.io/v1/\":\"hub\"}}");

        var found = await _folder.Credentials().FindAsync("docker.io", None);

        Assert.Equal("https://index.docker.io/v1/", found!.Username);
    }

    [Fact]
    public async Task Find_PrefersTheVariable_AndGoesOnWhereItHasNone()
    {
        _folder.WithConfig($"{{\"auths\":{{\"other.lab\":{{\"auth\":\"{Base64("file:3")}\"}}}}}}");
        _folder[RegistryCredentials.AuthVariable] = $"{{\"auths\":{{\"{Lab}\":{{\"auth\":\"{Base64("ci:4")}\"}}}}}}";

        Assert.Equal("ci", (await _folder.Credentials().FindAsync(Lab, None))!.Username);
        Assert.Equal("file", (await _folder.Credentials().FindAsync("other.lab", None))!.Username);
    }

    [Fact]
    public async Task Find_ReadsTheFolder_ThatDockerConfigNames()
    {
        _folder.WithConfig($"{{\"auths\":{{\"{Lab}\":{{\"auth\":\"{Base64("home:1")}\"}}}}}}");
        Directory.CreateDirectory(_folder.File("named"));
        await File.WriteAllTextAsync(
            _folder.File("named/config.json"), $"{{\"auths\":{{\"{Lab}\":{{\"auth\":\"{Base64("named:1")}\"}}}}}}");
        _folder["DOCKER_CONFIG"] = _folder.File("named");

        Assert.Equal("named", (await _folder.Credentials().FindAsync(Lab, None))!.Username);
    }

    [Theory]
    [InlineData("{\"auths\":{\"registry.lab:5000\":{\"auth\":\"s3cret!\"}}}", "The credentials for registry.lab:5000")]
    [InlineData("{\"auths\":{\"registry.lab:5000\":{\"auth\":\"czNjcmV0\"}}}", "it is not user:password in base64")]
    [InlineData("{\"auths\":{\"registry.lab:5000\":{\"auth\":\"OnMzY3JldA==\"}}}", "it is not user:password in base64")]
    [InlineData("{\"auths\":{\"registry.lab:5000\":\"s3cret\"}}", "it is no JSON of the right shape at line 1")]
    [InlineData("{\"auths\":\n [\"s3cret\"]}", "it is no JSON of the right shape at line 2")]
    [InlineData("{\"auths\":s3cret", "it is no JSON of the right shape at line 1")]
    [InlineData("", "it is no JSON of the right shape at line 1")]
    [InlineData("{\"credsStore\":\"../../s\"}", "its name is not made of")]
    [InlineData("{\"credsStore\":\"no-such-helper\"}", "there is no such program in PATH")]
    public async Task Find_SaysWhatIsWrong_WithoutTheSecret(string config, string why)
    {
        _folder.WithConfig(config);

        var failure = await Assert.ThrowsAsync<CredentialsException>(() => _folder.Credentials().FindAsync(Lab, None));

        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_SaysWhatIsWrong_WithTheVariable()
    {
        _folder[RegistryCredentials.AuthVariable] = "s3cret";

        var failure = await Assert.ThrowsAsync<CredentialsException>(() => _folder.Credentials().FindAsync(Lab, None));

        Assert.Contains("in DOCKER_AUTH_CONFIG can't be read", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", failure.ToString(), StringComparison.Ordinal);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
