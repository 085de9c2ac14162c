using System.Globalization;
using System.Text.Json;
using ScaleSim.ReferenceProtocol.Client;
using ScaleSim.ReferenceProtocol.Workers;

namespace ScaleSim.Functional;

/// <summary>
/// The cluster that <c>scalesim run</c> has started for these tests, as its environment variables describe it, and a
/// directory in it that is this class's alone. Without a cluster it is empty: the tests are skipped then.
/// </summary>
public sealed class LiveCluster : IAsyncLifetime, IDisposable
{
    public const string InventoryVariable = "SCALESIM_INVENTORY";

    private readonly Inventory? _inventory;
    private readonly ReferenceClient? _client;

    public LiveCluster()
    {
        if (Variable(InventoryVariable) is not { Length: > 0 } path)
        {
            return;
        }

        _inventory = JsonSerializer.Deserialize<Inventory>(File.ReadAllText(path), JsonSerializerOptions.Web);
        Dictionary<string, InventoryWorker> workers = Inventory.Workers.ToDictionary(worker => worker.Name);
        Uri DataOf(WorkerLocation location) => workers[location.Name].UriOf("data", "/");
        _client = new ReferenceClient(
            new Uri($"http://{Variable("SCALESIM_MASTER")}"), new ReferenceClientOptions { ResolveWorker = DataOf });
    }

    public Inventory Inventory => _inventory ?? throw new InvalidOperationException("There is no cluster.");

    public ReferenceClient Client => _client ?? throw new InvalidOperationException("There is no cluster.");

    /// <value>For questions to workers, past their master.</value>
    public HttpClient Http { get; } = new();

    /// <value>In the reference system's namespace; it is there, and goes with all that is in it.</value>
    public string Directory { get; } = $"/functional-{Guid.NewGuid():N}";

    public int Workers => Inventory.Workers.Count;

    /// <value>As many files as let most workers hold a block, and not so many that a laptop has to work long.</value>
    public int FilesAtScale => Math.Clamp(Workers, 8, 400);

    public static string? Variable(string name) => Environment.GetEnvironmentVariable(name);

    public string PathOf(string name) => $"{Directory}/{name}";

    public string PathOf(int number) => PathOf(string.Create(CultureInfo.InvariantCulture, $"file-{number:0000}"));

    public async Task InitializeAsync()
    {
        if (_client is not null)
        {
            await _client.MakeDirectoryAsync(Directory, CancellationToken.None);
        }
    }

    public async Task DisposeAsync()
    {
        if (_client is not null)
        {
            await _client.DeleteAsync(Directory, recursive: true, CancellationToken.None);
        }
    }

    public void Dispose()
    {
        _client?.Dispose();
        Http.Dispose();
    }
}
