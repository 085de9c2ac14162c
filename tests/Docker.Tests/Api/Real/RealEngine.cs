using ScaleSim.Docker.Api;
using ScaleSim.Docker.Images;

namespace ScaleSim.Docker.Tests.Api.Real;

/// <summary>
/// A client of the real Engine over one transport, with an image of its own. Everything that its tests make bears its
/// label and is gone with it. Nothing is opened before a test asks, so that skipped tests need no Engine.
/// </summary>
public abstract class RealEngine : IAsyncLifetime
{
    private readonly Lazy<Task<DockerClient>> _client;
    private readonly Lazy<Task<string>> _imageId;
    private readonly Lazy<Task<string>> _idleContainer;
    private readonly List<Func<ValueTask>> _closings = [];

    protected RealEngine()
    {
        _client = new(() => DockerClient.ConnectAsync(Endpoint(), CancellationToken.None));
        _imageId = new(LoadAsync);
        _idleContainer = new(StartAsync);
    }

    /// <summary>Unique to this fixture.</summary>
    internal string Id { get; } = $"ss{Guid.NewGuid():N}"[..12];

    internal string Label => $"scalesim.test.fixture={Id}";

    internal string Repository => $"scalesim-test/{Id}";

    internal Task<DockerClient> ClientAsync() => _client.Value;

    internal Task<string> ImageIdAsync() => _imageId.Value;

    /// <summary>A running container that tests share, and leave as it is.</summary>
    internal Task<string> IdleContainerAsync() => _idleContainer.Value;

    internal abstract DockerEndpoint Endpoint();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_client is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            string[] byLabel = ["--filter", $"label={Label}"];
            await RemoveAsync(["ps", "-aq", .. byLabel], ["rm", "-fv"]);
            await RemoveAsync(["network", "ls", "-q", .. byLabel], ["network", "rm"]);
            await RemoveAsync(["image", "ls", "--format", "{{.Repository}}:{{.Tag}}", Repository], ["image", "rm"]);
            (await _client.Value).Dispose();
        }

        foreach (var close in _closings)
        {
            await close();
        }
    }

    /// <summary>Runs after everything that needs the connection.</summary>
    protected void CloseLater(Func<ValueTask> close) => _closings.Add(close);

    private async Task<string> LoadAsync() =>
        await ImageLoader.EnsureAsync(
            await ClientAsync(), await TestImage.CreateAsync(Repository), CancellationToken.None);

    private async Task<string> StartAsync() => await DockerCli.RunAsync(
        "run", "-d", "--network", "none", "--label", Label, await ImageIdAsync(), "sleep", "3600");

    private static async Task RemoveAsync(string[] list, string[] remove)
    {
        var names = await DockerCli.RunAsync(list);
        if (names.Length > 0)
        {
            await DockerCli.TryRunAsync([.. remove, .. names.Split('\n')]);
        }
    }
}
