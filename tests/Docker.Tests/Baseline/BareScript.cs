using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Baseline;
using ScaleSim.Docker.Engine;
using ScaleSim.Docker.Images;
using ScaleSim.Docker.Tests.Api.Fakes;
using ScaleSim.Docker.Tests.Engine;

namespace ScaleSim.Docker.Tests.Baseline;

/// <summary>A scripted Engine that has every image and makes every container, and a bare client that asks it.</summary>
internal sealed class BareScript : IAsyncDisposable
{
    private readonly ScriptedServer _server;

    public BareScript() => _server = new ScriptedServer(AnswerAsync);

    /// <value>Answers POST /containers/create, whose body is read, with its number from 1.</value>
    public Func<ScriptedExchange, int, Task> OnCreate { get; set; } = CreatedAsync;

    /// <value>Names of containers that were asked for, with the image of each.</value>
    public ConcurrentDictionary<string, string> Asked { get; } = [];

    public IEnumerable<ScriptedRequest> Requests => _server.Requests;

    /// <summary>Two groups of three workers, with an image each, on a node each.</summary>
    public static ClusterPlan Plan() => Planner.Plan(
        new ClusterSpec
        {
            Name = "bare",
            Master = new ExternalMasterSpec { Host = "192.0.2.1", Port = 19998 },
            Groups =
            [
                new WorkerGroupSpec { Name = "redis", Count = 3, Image = "redis:7" },
                new WorkerGroupSpec { Name = "etcd", Count = 3, Image = "etcd:3" },
            ],
        },
        new HostFacts
        {
            Engine = new EngineFacts
            {
                Kind = "docker",
                Version = "20.10.24",
                ApiVersion = new Version(1, 41),
                IsLocal = true,
                Cores = 2,
                MemoryBytes = 1L << 40,
            },
            MemoryAvailableBytes = 1L << 40,
        },
        new RunIdentity("1a2b3c4d", "jane", "0.1.0"));

    public static Task CreatedAsync(ScriptedExchange exchange, int number) =>
        exchange.AnswerAsync(201, $"{{\"Id\":\"{exchange.Request.Query("name")}\",\"Warnings\":[]}}");

    public async Task<BareTimes> RunAsync(int concurrency, CancellationToken cancellationToken)
    {
        DockerClient docker = await _server.ConnectAsync();
        using var bare = new BareClient(docker, new DockerEngineOptions { Sandbox = TestImageFolder.Source });
        return await bare.RunAsync(Plan(), concurrency, cancellationToken);
    }

    public int Count(string method, string pathPart) => Requests.Count(request =>
        request.Method == method && request.Path.Contains(pathPart, StringComparison.Ordinal));

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(ScriptedExchange exchange)
    {
        switch (exchange.Request)
        {
            case { Path: "/version" }:
                await exchange.AnswerAsync(200, "{\"Os\":\"linux\",\"Arch\":\"amd64\"}");
                break;
            case { Path: "/networks/create" }:
                await exchange.AnswerAsync(201, "{\"Id\":\"net\",\"Warning\":\"\"}");
                break;
            case { Path: "/containers/create" } request:
                JsonNode container = JsonNode.Parse(await exchange.ReadTextAsync())!;
                Asked[request.Query("name")!] = (string)container["Image"]!;
                await OnCreate(exchange, Asked.Count);
                break;
            case { Method: "GET" } request when request.Path.StartsWith("/images/", StringComparison.Ordinal):
                await AnswerImageAsync(exchange, Uri.UnescapeDataString(request.Path[8..^5]));
                break;
            default:
                await exchange.AnswerAsync(204);
                break;
        }
    }

    /// <summary>The ID of an image is its name; the sandbox's bears the label by which it is known.</summary>
    private static async Task AnswerImageAsync(ScriptedExchange exchange, string name)
    {
        ImageSource source = TestImageFolder.Source;
        ImageArchive sandbox = await ImageArchive.CreateAsync(
            source.Name,
            new ImageConfig { Entrypoint = source.Entrypoint },
            ImageFolder.Read(source.RootDirectory),
            CancellationToken.None);
        await exchange.AnswerAsync(
            200,
            $"{{\"Id\":\"{name}\",\"Os\":\"linux\",\"Architecture\":\"amd64\",\"Config\":{{\"Labels\":"
            + $"{{\"{ImageArchive.ContentLabel}\":\"{sandbox.ContentDigest}\"}}}}}}");
    }
}
