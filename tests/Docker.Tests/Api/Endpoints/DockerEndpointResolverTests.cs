using System.Security.Cryptography;
using System.Text;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Api.Endpoints;

namespace ScaleSim.Docker.Tests.Api.Endpoints;

/// <summary>Which of environment, contexts and default names the Engine.</summary>
public sealed class DockerEndpointResolverTests : IDisposable
{
    private readonly TemporaryDirectory _home = new();
    private readonly Dictionary<string, string> _environment = [];

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Resolve_TakesTheDefaultSocket_WhereNothingIsSet()
    {
        _environment["DOCKER_HOST"] = "";
        _environment["DOCKER_CONTEXT"] = "";

        var endpoint = Resolve();

        Assert.Equal(
            ("/var/run/docker.sock", "default", true), (endpoint.SocketPath, endpoint.Source, endpoint.IsLocal));
    }

    [Fact]
    public void Resolve_PrefersHost_ToContext_ToTheOneInUse()
    {
        WriteContext("used", "tcp://used:1");
        WriteContext("named", "tcp://named:2");
        _home.Write(".docker/config.json", "{\"auths\":{},\"currentContext\":\"used\"}");
        Assert.Equal("tcp://used:1 (context \"used\")", Resolve().ToString());

        _environment["DOCKER_CONTEXT"] = "named";
        Assert.Equal("tcp://named:2 (context \"named\")", Resolve().ToString());

        _environment["DOCKER_CONTEXT"] = "default";
        Assert.Equal("unix:///var/run/docker.sock (default)", Resolve().ToString());

        _environment["DOCKER_CONTEXT"] = "no such context";
        _environment["DOCKER_HOST"] = "tcp://host:3";
        Assert.Equal("tcp://host:3 (DOCKER_HOST)", Resolve().ToString());
    }

    [Fact]
    public void Resolve_HonoursDockerConfig()
    {
        using var elsewhere = new TemporaryDirectory();
        WriteContext("lab", "tcp://lab:1", directory: elsewhere);
        elsewhere.Write("config.json", "{\"currentContext\":\"lab\"}");
        _environment["DOCKER_CONFIG"] = elsewhere.Path;

        Assert.Equal("tcp://lab:1 (context \"lab\")", Resolve().ToString());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"currentContext\":\"\"}")]
    [InlineData("{\"currentContext\":\"default\"}")]
    [InlineData("{\"currentContext\":null,\"plugins\":{\"x\":{}}}")]
    public void Resolve_TakesTheDefault_WhereTheConfigurationNamesNoContext(string config)
    {
        _home.Write(".docker/config.json", config);

        Assert.Equal("default", Resolve().Source);
    }

    [Fact]
    public void Resolve_SaysWhichContextIsMissing_AndWhoNamedIt()
    {
        _environment["DOCKER_CONTEXT"] = "lab";

        var refusal = Assert.Throws<DockerUnavailableException>(Resolve);

        Assert.Contains(
            "context \"lab\" (named by DOCKER_CONTEXT) does not exist", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("docker context ls", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"Name\":\"lab\",\"Endpoints\":{}}", "has no Docker endpoint")]
    [InlineData("{\"Name\":\"lab\"}", "has no Docker endpoint")]
    [InlineData("{\"Name\":\"lab\",\"Endpoints\":{\"docker\":null}}", "has no Docker endpoint")]
    [InlineData("{\"Name\":\"lab\",\"Endpoints\":{\"docker\":{\"Host\":\"\"}}}", "has no Docker endpoint")]
    [InlineData("{\"Name\":", "can't be read")]
    [InlineData("[]", "can't be read")]
    [InlineData(
        "{\"Endpoints\":{\"docker\":{\"Host\":\"ssh://me@far\"}}}", "ssh://me@far (context \"lab\") can't be used")]
    public void Resolve_RefusesAContext_ThatIsUnusable(string meta, string expected)
    {
        _home.Write($".docker/contexts/meta/{Id("lab")}/meta.json", meta);
        _environment["DOCKER_CONTEXT"] = "lab";

        Assert.Contains(expected, Assert.Throws<DockerUnavailableException>(Resolve).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_SaysWhichFileIsMalformed()
    {
        var path = _home.Write(".docker/config.json", "{\"currentContext\":");

        var refusal = Assert.Throws<DockerUnavailableException>(Resolve);

        Assert.Contains($"{path} can't be read", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("set DOCKER_HOST", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_FindsTheTlsFiles_OfAContext()
    {
        WriteContext("lab", "tcp://lab");
        var tls = $".docker/contexts/tls/{Id("lab")}/docker";
        var ca = _home.Write($"{tls}/ca.pem", "");
        var key = _home.Write($"{tls}/key.pem", "");
        _environment["DOCKER_CONTEXT"] = "lab";

        var endpoint = Resolve();

        Assert.Equal(new DockerTls { CaPath = ca, KeyPath = key }, endpoint.Tls);
        Assert.Equal(2376, endpoint.Uri.Port);
    }

    [Fact]
    public void Resolve_EncryptsWithoutVerifying_WhereAContextSkipsIt()
    {
        WriteContext("lab", "tcp://lab:1", skipVerify: true);
        _environment["DOCKER_CONTEXT"] = "lab";

        Assert.Equal(new DockerTls { SkipVerify = true }, Resolve().Tls);
    }

    [Fact]
    public void Resolve_FindsTheTlsFiles_OfTheVariables()
    {
        using var certificates = new TemporaryDirectory();
        var ca = certificates.Write("ca.pem", "");
        var certificate = certificates.Write("cert.pem", "");
        var key = certificates.Write("key.pem", "");
        _environment["DOCKER_HOST"] = "tcp://lab";
        _environment["DOCKER_CERT_PATH"] = certificates.Path;
        Assert.Null(Resolve().Tls);

        _environment["DOCKER_TLS_VERIFY"] = "1";
        Assert.Equal(new DockerTls { CaPath = ca, CertificatePath = certificate, KeyPath = key }, Resolve().Tls);
        Assert.Equal(2376, Resolve().Uri.Port);

        _environment["DOCKER_TLS_VERIFY"] = "";
        _environment["DOCKER_TLS"] = "1";
        Assert.True(Resolve().Tls!.SkipVerify);
    }

    [Fact]
    public void Resolve_FallsBackToTheConfigurationDirectory_ForTlsFiles()
    {
        var ca = _home.Write(".docker/ca.pem", "");
        _environment["DOCKER_HOST"] = "tcp://lab";
        _environment["DOCKER_TLS_VERIFY"] = "0";

        Assert.Equal(new DockerTls { CaPath = ca }, Resolve().Tls);
    }

    [Fact]
    public void Resolve_RefusesToVerify_WithoutAnAuthority()
    {
        _environment["DOCKER_HOST"] = "tcp://lab";
        _environment["DOCKER_TLS_VERIFY"] = "1";
        _environment["DOCKER_CERT_PATH"] = _home.Path;

        var refusal = Assert.Throws<DockerUnavailableException>(Resolve);

        Assert.Contains($"there is no {_home.File("ca.pem")}", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Set DOCKER_CERT_PATH", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_NeedsNoTlsFiles_ForASocket()
    {
        _environment["DOCKER_HOST"] = "unix:///run/d.sock";
        _environment["DOCKER_TLS_VERIFY"] = "1";

        Assert.Null(Resolve().Tls);
    }

    private static string Id(string context) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(context)));

    private DockerEndpoint Resolve() => DockerEndpointResolver.Resolve(_environment.GetValueOrDefault, _home.Path);

    private void WriteContext(string name, string host, bool skipVerify = false, TemporaryDirectory? directory = null)
    {
        var endpoint = $"{{\"Host\":\"{host}\",\"SkipTLSVerify\":{(skipVerify ? "true" : "false")}}}";
        var meta = $"{{\"Name\":\"{name}\",\"Metadata\":{{}},\"Endpoints\":{{\"docker\":{endpoint}}}}}";
        var path = $"contexts/meta/{Id(name)}/meta.json";
        (directory ?? _home).Write(directory is null ? $".docker/{path}" : path, meta);
    }
}
