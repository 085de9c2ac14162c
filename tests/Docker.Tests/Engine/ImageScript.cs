using System.Collections.Concurrent;
using System.Globalization;
using ScaleSim.Core.Specs.Images;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Engine;
using ScaleSim.Docker.Registries;
using ScaleSim.Docker.Tests.Api.Fakes;
using ScaleSim.Docker.Tests.Registries;
using ScaleSim.Tests;

namespace ScaleSim.Docker.Tests.Engine;

/// <summary>
/// A scripted Engine with a store of images, and an <see cref="ImageStore"/> that uses it. What a pull or a load does
/// is the test's to say.
/// </summary>
internal sealed class ImageScript : IAsyncDisposable
{
    public const string Id = "sha256:1111111111111111111111111111111111111111111111111111111111111111";

    private readonly ScriptedServer _server;
    private readonly ConcurrentDictionary<string, string> _images = [];
    private readonly ConcurrentQueue<string> _reports = [];
    private readonly ConcurrentQueue<string> _overheard = [];
    private DockerClient? _client;
    private ImageStore? _store;

    public ImageScript() => _server = new ScriptedServer(AnswerAsync);

    /// <summary>Answers POST /images/create, by default with success.</summary>
    public Func<ScriptedExchange, Task> OnPull { get; set; } = exchange => exchange.AnswerAsync(200);

    /// <summary>Answers POST /images/load, by default with success.</summary>
    public Func<ScriptedExchange, Task> OnLoad { get; set; } = async exchange =>
    {
        await exchange.ReadBodyAsync();
        await exchange.AnswerAsync(200);
    };

    /// <summary>The clock of retries and progress; it runs while a test waits for the store.</summary>
    public FakeTimeProvider Time { get; } = new();

    public HelperFolder Folder { get; } = new();

    public IReadOnlyCollection<string> Reports => _reports;

    /// <summary>What is reported where a caller has no ear of its own.</summary>
    public IReadOnlyCollection<string> Overheard => _overheard;

    public IReadOnlyList<ScriptedRequest> Pulls => Requests("/images/create");

    public IReadOnlyList<ScriptedRequest> Loads => Requests("/images/load");

    public void Add(
        string name, string id = Id, string os = "linux", string architecture = "amd64", string layers = "") =>
        _images[name] = $"{{\"Id\":\"{id}\",\"Os\":\"{os}\",\"Architecture\":\"{architecture}\","
            + $"\"RootFS\":{{\"Type\":\"layers\",\"Layers\":[{layers}]}}}}";

    public Task<string> FindAsync(string name, ImagePull pull, CancellationToken cancellationToken = default) =>
        RunAsync(store => store.FindAsync(name, pull, _reports.Enqueue, cancellationToken));

    public Task<string> FindUnheardAsync(string name) =>
        RunAsync(store => store.FindAsync(name, ImagePull.Missing, progress: null, CancellationToken.None));

    public Task<string> FindKnownAsync(string name) => RunAsync(store => store.FindAsync(name, CancellationToken.None));

    public Task<string> LoadAsync(
        string path, string? name = null, CancellationToken cancellationToken = default) =>
        RunAsync(store => store.LoadArchiveAsync(path, name, _reports.Enqueue, cancellationToken));

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        await _server.DisposeAsync();
        Folder.Dispose();
    }

    /// <summary>Lets the clock run until the work is done.</summary>
    private async Task<string> RunAsync(Func<ImageStore, Task<string>> work)
    {
        _client ??= await _server.ConnectAsync();
        _store ??= new ImageStore(
            _client,
            new DockerEngineOptions
            {
                Sandbox = TestImageFolder.Source,
                Time = Time,
                ImageProgress = _overheard.Enqueue,
            },
            new EnginePipelines(Time),
            Folder.Credentials());
        Task<string> running = work(_store);
        while (!running.IsCompleted)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(running, Task.Delay(5));
        }

        return await running;
    }

    private List<ScriptedRequest> Requests(string path) =>
        [.. _server.Requests.Where(request => request.Path == path)];

    private Task AnswerAsync(ScriptedExchange exchange) => exchange.Request.Path switch
    {
        "/version" => exchange.AnswerAsync(200, "{\"Os\":\"linux\",\"Arch\":\"amd64\"}"),
        "/images/create" => OnPull(exchange),
        "/images/load" => OnLoad(exchange),
        var path when path.EndsWith("/json", StringComparison.Ordinal) =>
            Inspect(exchange, Uri.UnescapeDataString(path["/images/".Length..^"/json".Length])),
        var path => exchange.AnswerAsync(
            500, string.Create(CultureInfo.InvariantCulture, $"{{\"message\":\"{path} is not scripted\"}}")),
    };

    private Task Inspect(ScriptedExchange exchange, string name) => _images.TryGetValue(name, out string? image)
        ? exchange.AnswerAsync(200, image)
        : exchange.AnswerAsync(404, $"{{\"message\":\"No such image: {name}\"}}");
}
