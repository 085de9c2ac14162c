using ScaleSim.Docker.Api;
using ScaleSim.Docker.Api.Endpoints;

namespace ScaleSim.Docker.Tests.Api.Endpoints;

/// <summary>The forms of DOCKER_HOST, as the docker command reads them.</summary>
public sealed class DockerHostParserTests
{
    [Theory]
    [InlineData("unix:///var/run/docker.sock", "/var/run/docker.sock")]
    [InlineData("unix://", "/var/run/docker.sock")]
    [InlineData("unix:///run/user/1000/docker.sock", "/run/user/1000/docker.sock")]
    [InlineData("unix:///a b/100%/\u00fc#?.sock", "/a b/100%/\u00fc#?.sock")]
    public void Parse_Unix_GivesThePath(string host, string path)
    {
        var endpoint = DockerHostParser.Parse(
            host, "test", () => throw new InvalidOperationException("A socket needs no TLS."));

        Assert.True(endpoint.IsLocal);
        Assert.Equal(path, endpoint.SocketPath);
        Assert.Equal($"unix://{path} (test)", endpoint.ToString());
    }

    [Theory]
    [InlineData(107, true)]
    [InlineData(108, false)]
    public void Parse_Unix_KnowsHowLongAPathMayBe(int length, bool fits)
    {
        var path = $"/{new string('x', length - 1)}";
        if (fits)
        {
            Assert.Equal(path, DockerHostParser.Parse($"unix://{path}", "test", () => null).SocketPath);
            return;
        }

        var refusal = Assert.Throws<DockerUnavailableException>(
            () => DockerHostParser.Parse($"unix://{path}", "test", () => null));
        Assert.Contains("the path has 108 bytes and the kernel allows 107", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("symbolic link", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_RelativeUnix_IsRelativeToTheDirectory() =>
        Assert.Equal(
            Path.GetFullPath("docker.sock"),
            DockerHostParser.Parse("unix://docker.sock", "test", () => null).SocketPath);

    [Theory]
    [InlineData("tcp://10.0.0.1:2375", "tcp://10.0.0.1:2375", false)]
    [InlineData("tcp://10.0.0.1", "tcp://10.0.0.1:2375", false)]
    [InlineData("tcp://10.0.0.1", "tcp://10.0.0.1:2376", true)]
    [InlineData("tcp://engine.example:99/", "tcp://engine.example:99", true)]
    [InlineData("tcp://:4243", "tcp://localhost:4243", false)]
    [InlineData("engine.example:4243", "tcp://engine.example:4243", false)]
    [InlineData("tcp://[::1]:5/base", "tcp://[::1]:5/base", false)]
    public void Parse_Tcp_GivesHostAndPort(string host, string expected, bool tls)
    {
        var endpoint = DockerHostParser.Parse(host, "test", () => tls ? new DockerTls() : null);

        Assert.False(endpoint.IsLocal);
        Assert.Equal(tls, endpoint.Tls is not null);
        Assert.Equal($"{expected} (test)", endpoint.ToString());
    }

    [Theory]
    [InlineData(
        "ssh://me@far", "SSH are not supported yet", "ssh -nNT -L /tmp/docker.sock:/var/run/docker.sock me@far")]
    [InlineData("npipe:////./pipe/docker_engine", "Windows only", "WSL")]
    [InlineData("http://x:2375", "the scheme http is unknown", "tcp://host:2375")]
    [InlineData("/var/run/docker.sock", "needs its scheme", "Write unix:///var/run/docker.sock.")]
    [InlineData("tcp://", "no host and port", "tcp://host:2375")]
    [InlineData("tcp://x:99999", "no host and port", "tcp://host:2375")]
    [InlineData("tcp://x:port", "no host and port", "tcp://host:2375")]
    [InlineData("tcp://user@x:2375", "no user", "tcp://host:2375")]
    [InlineData("tcp://x:2375?a=b", "no user, query", "tcp://host:2375")]
    public void Parse_RefusesOthers_InThreeParts(string host, string why, string remedy)
    {
        var refusal = Assert.Throws<DockerUnavailableException>(
            () => DockerHostParser.Parse(host, "DOCKER_HOST", () => null));

        Assert.Contains($"{host} (DOCKER_HOST) can't be used: ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(why, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, refusal.Message, StringComparison.Ordinal);
    }
}
