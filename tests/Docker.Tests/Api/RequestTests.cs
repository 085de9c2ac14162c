using System.Net;
using System.Net.Sockets;
using System.Text;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Api.Models;
using ScaleSim.Docker.Api.Transport;
using ScaleSim.Docker.Tests.Api.Fakes;

namespace ScaleSim.Docker.Tests.Api;

/// <summary>What goes over the wire.</summary>
public sealed class RequestTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task CreateContainer_SendsTheEnginesNames_AndNoNulls()
    {
        var (request, body) = await SentAsync(client => client.Containers.CreateContainerAsync(
            new CreateContainerParameters
            {
                Name = "worker-0007",
                Image = "sha256:abc",
                HostConfig = new HostConfig
                {
                    NanoCPUs = 50_000_000,
                    DNS = ["10.0.0.1"],
                    Mounts = [new Mount { Type = "bind", Source = "/a", Target = "/b", ReadOnly = true }],
                    PortBindings = new Dictionary<string, IReadOnlyList<PortBinding>>
                    {
                        ["80/tcp"] = [new PortBinding { HostIP = "127.0.0.1", HostPort = "20000" }],
                    },
                },
                NetworkingConfig = new NetworkingConfig
                {
                    EndpointsConfig = new Dictionary<string, EndpointSettings>
                    {
                        ["net"] = new()
                        {
                            Aliases = ["a"],
                            IPAMConfig = new EndpointIPAMConfig { IPv4Address = "198.18.0.5" },
                        },
                    },
                },
            },
            None));

        Assert.Equal("POST /v1.41/containers/create?name=worker-0007", $"{request.Method} {request.Target}");
        Assert.Equal("application/json; charset=utf-8", request.Headers["content-type"]);
        Assert.Equal(
            "{\"Image\":\"sha256:abc\",\"HostConfig\":{\"NanoCpus\":50000000,\"Dns\":[\"10.0.0.1\"],"
            + "\"PortBindings\":{\"80/tcp\":[{\"HostIp\":\"127.0.0.1\",\"HostPort\":\"20000\"}]},"
            + "\"Mounts\":[{\"Type\":\"bind\",\"Source\":\"/a\",\"Target\":\"/b\",\"ReadOnly\":true}]},"
            + "\"NetworkingConfig\":{\"EndpointsConfig\":{\"net\":"
            + "{\"IPAMConfig\":{\"IPv4Address\":\"198.18.0.5\"},\"Aliases\":[\"a\"]}}}}",
            body);
    }

    [Theory]
    [InlineData("a/b", "a%2Fb")]
    [InlineData("a b?c#d", "a%20b%3Fc%23d")]
    [InlineData("../../images/prune", "..%2F..%2Fimages%2Fprune")]
    public async Task Ids_StayOnePartOfThePath(string id, string escaped)
    {
        var (request, _) = await SentAsync(client => client.Containers.KillContainerAsync(id, "SIG KILL&x=1", None));

        Assert.Equal($"/v1.41/containers/{escaped}/kill?signal=SIG%20KILL%26x%3D1", request.Target);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task Ids_ThatNameNothing_AreRefusedHere(string id)
    {
        await using var server = new ScriptedServer(exchange => exchange.AnswerAsync(204));
        using var client = await server.ConnectAsync();

        await Assert.ThrowsAnyAsync<ArgumentException>(
            () => client.Containers.RemoveContainerAsync(id, true, true, None));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.Images.DeleteImageAsync($"a/{id}", true, None));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task ImageNames_KeepTheirSlashes()
    {
        var (request, _) = await SentAsync(
            client => client.Images.InspectImageAsync("host:5000/scalesim/worker:1", None));

        Assert.Equal("/v1.41/images/host%3A5000/scalesim/worker%3A1/json", request.Target);
    }

    [Theory]
    [InlineData(true, true, "?force=1&v=1")]
    [InlineData(true, false, "?force=1")]
    [InlineData(false, false, "")]
    public async Task Flags_AreSentOnlyWhereTheyHold(bool force, bool volumes, string query)
    {
        var (request, body) = await SentAsync(
            client => client.Containers.RemoveContainerAsync("x", force, volumes, None));

        Assert.Equal($"DELETE /v1.41/containers/x{query}", $"{request.Method} {request.Target}");
        Assert.Equal("", body);
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1000, "1")]
    [InlineData(1500, "2")]
    public async Task Stop_WaitsWholeSeconds_NeverLessThanAsked(int milliseconds, string expected)
    {
        var (request, _) = await SentAsync(
            client => client.Containers.StopContainerAsync("x", TimeSpan.FromMilliseconds(milliseconds), None));

        Assert.Equal(expected, request.Query("t"));
    }

    [Fact]
    public async Task Stats_AskForOneSample()
    {
        var (request, _) = await SentAsync(client => client.Containers.GetContainerStatsAsync("x", None));

        Assert.Equal("/v1.41/containers/x/stats?stream=false&one-shot=true", request.Target);
    }

    [Fact]
    public async Task Requests_OverTcp_KeepTheBasePath()
    {
        await using var server = new ScriptedServer(
            exchange => exchange.AnswerAsync(200, "{}", "Api-Version: 1.44\r\n"), tcp: true);
        var port = server.Endpoint.Uri.Port;
        var endpoint = server.Endpoint with { Uri = new Uri($"tcp://127.0.0.1:{port}/base") };
        using var client = await DockerClient.ConnectAsync(endpoint, None);

        await client.System.GetInfoAsync(None);

        Assert.Equal(["/base/_ping", "/base/v1.44/info"], server.Requests.Select(request => request.Target));
        Assert.Equal($"127.0.0.1:{port}", server.Requests.First().Headers["host"]);
    }

    [Fact]
    public void PermissionDenied_NamesTheGroup()
    {
        var endpoint = DockerEndpoint.Unix("/run/d.sock", "default");
        using var deadline = new RequestDeadline(TimeSpan.FromMinutes(1), TimeProvider.System, None);
        var exception = new HttpRequestException(
            HttpRequestError.ConnectionError, "Permission denied", new SocketException((int)SocketError.AccessDenied));

        var failure = new EngineFailures(endpoint, TimeSpan.FromSeconds(1)).Translate(
            exception, EngineRequest.Get("/info"), deadline);

        var unavailable = Assert.IsType<DockerUnavailableException>(failure);
        Assert.Contains("sudo usermod -aG docker $USER", unavailable.Message, StringComparison.Ordinal);
    }

    private static async Task<(ScriptedRequest Request, string Body)> SentAsync(Func<DockerClient, Task> call)
    {
        var body = "";
        await using var server = new ScriptedServer(async exchange =>
        {
            body = await exchange.ReadTextAsync();
            await exchange.AnswerAsync(200, "{\"Id\":\"x\"}");
        });
        using var client = await server.ConnectAsync();
        await call(client);
        return (Assert.Single(server.Requests), body);
    }
}
