using System.Net;
using System.Net.Sockets;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Api.Endpoints;
using ScaleSim.Docker.Tests.Api.Fakes;

namespace ScaleSim.Docker.Tests.Api;

/// <summary>Who is believed over TLS, and what is said to those who are not.</summary>
public sealed class TlsTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Connect_Succeeds_WhereBothSidesKnowTheAuthority()
    {
        using var certificates = new TestCertificates();
        await using var server = Server();
        await using var proxy = new SocketProxy(server.SocketPath, certificates);
        using var client = await DockerClient.ConnectAsync(proxy.Endpoint(), None);

        Assert.Equal("behind TLS", (await client.System.GetInfoAsync(None)).Name);
        Assert.False(client.Endpoint.IsLocal);
    }

    [Fact]
    public async Task Connect_Fails_WhereAnotherAuthoritySignedTheEngine()
    {
        using var certificates = new TestCertificates();
        using var others = new TestCertificates();

        var failure = await RefusedAsync(certificates, certificates.Tls with { CaPath = others.Tls.CaPath });

        Assert.Contains("the TLS handshake failed", failure.Message, StringComparison.Ordinal);
        Assert.Contains("set DOCKER_HOST to another", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_Fails_WhereTheMachineTrustsNoSuchAuthority()
    {
        using var certificates = new TestCertificates();

        await RefusedAsync(certificates, certificates.Tls with { CaPath = null });
    }

    [Fact]
    public async Task Connect_Fails_WhereTheCertificateIsForAnotherName()
    {
        using var certificates = new TestCertificates("elsewhere.example");

        await RefusedAsync(certificates, certificates.Tls);
    }

    [Fact]
    public async Task Connect_Fails_WithoutTheClientsCertificate()
    {
        using var certificates = new TestCertificates();

        await RefusedAsync(certificates, certificates.Tls with { CertificatePath = null, KeyPath = null });
    }

    [Fact]
    public async Task Connect_Fails_WithAClientsCertificateOfAnotherAuthority()
    {
        using var certificates = new TestCertificates();
        using var others = new TestCertificates();

        await RefusedAsync(certificates, others.Tls with { CaPath = certificates.Tls.CaPath });
    }

    [Fact]
    public async Task Connect_BelievesAnybody_OnlyIfAskedTo()
    {
        using var certificates = new TestCertificates("elsewhere.example");
        await using var server = Server();
        await using var proxy = new SocketProxy(server.SocketPath, certificates);
        var tls = certificates.Tls with { CaPath = null, SkipVerify = true };

        using var client = await DockerClient.ConnectAsync(proxy.Endpoint(tls), None);

        Assert.Equal("behind TLS", (await client.System.GetInfoAsync(None)).Name);
    }

    [Fact]
    public async Task Connect_Fails_WithTlsWhereTheEngineSpeaksPlain_AndTheOtherWayRound()
    {
        using var certificates = new TestCertificates();
        await using var server = Server();
        await using var plain = new SocketProxy(server.SocketPath);
        await using var secure = new SocketProxy(server.SocketPath, certificates);

        await Assert.ThrowsAsync<DockerUnavailableException>(
            () => DockerClient.ConnectAsync(plain.Endpoint(certificates.Tls), None));
        await Assert.ThrowsAsync<DockerUnavailableException>(
            () => DockerClient.ConnectAsync(DockerEndpoint.Tcp("127.0.0.1", secure.Port, "test"), None));
    }

    [Fact]
    public async Task Connect_GivesUp_OnAHandshakeWithoutAnAnswer()
    {
        using var certificates = new TestCertificates();
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var endpoint = DockerEndpoint.Tcp(
            "127.0.0.1", ((IPEndPoint)silent.LocalEndpoint).Port, "test", certificates.Tls);
        var options = new DockerClientOptions { ConnectTimeout = TimeSpan.FromMilliseconds(100) };

        var failure = await Assert.ThrowsAsync<DockerUnavailableException>(
            () => DockerClient.ConnectAsync(endpoint, options, None));

        Assert.Contains("no connection within 0.1 s", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DockerTlsFiles.CaFile)]
    [InlineData(DockerTlsFiles.CertificateFile)]
    [InlineData(DockerTlsFiles.KeyFile)]
    public async Task Connect_SaysWhatIsWrong_WithTheMaterial(string broken)
    {
        using var certificates = new TestCertificates();
        var tls = certificates.Tls;
        File.WriteAllText(Path.Combine(certificates.Directory, broken), "-----BEGIN NONSENSE-----\n");

        var failure = await Assert.ThrowsAsync<DockerUnavailableException>(
            () => DockerClient.ConnectAsync(DockerEndpoint.Tcp("127.0.0.1", 1, "test", tls), None));

        Assert.Contains("TLS material", failure.Message, StringComparison.Ordinal);
        Assert.Contains("DOCKER_CERT_PATH", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_SaysWhichFileIsMissing_BesideTheOther()
    {
        using var certificates = new TestCertificates();
        var tls = certificates.Tls with { KeyPath = null };

        var failure = await Assert.ThrowsAsync<DockerUnavailableException>(
            () => DockerClient.ConnectAsync(DockerEndpoint.Tcp("127.0.0.1", 1, "test", tls), None));

        Assert.Contains("cert.pem has no key.pem beside it", failure.Message, StringComparison.Ordinal);
    }

    private static ScriptedServer Server() => new(exchange => exchange.AnswerAsync(200, "{\"Name\":\"behind TLS\"}"));

    private static async Task<DockerUnavailableException> RefusedAsync(TestCertificates servers, DockerTls clients)
    {
        await using var server = Server();
        await using var proxy = new SocketProxy(server.SocketPath, servers);
        return await Assert.ThrowsAsync<DockerUnavailableException>(
            () => DockerClient.ConnectAsync(proxy.Endpoint(clients), None));
    }
}
