using System.Net;
using System.Runtime.ExceptionServices;
using System.Text.Json.Nodes;
using ScaleSim.EndToEnd.Witness;

namespace ScaleSim.EndToEnd.Life;

/// <summary>
/// Brings 60 workers up on 3 nodes, looks at them, and takes them down; the tests read what was seen. What goes wrong
/// on the way is thrown by the test that asks first.
/// </summary>
public sealed class SixtyWorkers : IAsyncLifetime
{
    public const int Count = 60;
    public const int PerNode = 20;

    private ExceptionDispatchInfo? _failure;
    private Observed? _observed;
    private Removed? _removed;

    internal Observed Observed => Get(_observed);

    internal Removed Removed => Get(_removed);

    public async Task InitializeAsync()
    {
        if (DockerFactAttribute.WhyNot is not null)
        {
            return;
        }

        try
        {
            await LiveAsync();
        }
#pragma warning disable CA1031 // Thrown again, whatever it is, by the first test that asks.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _failure = ExceptionDispatchInfo.Capture(exception);
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private T Get<T>(T? seen)
        where T : class
    {
        _failure?.Throw();
        return seen ?? throw new InvalidOperationException("The cluster was never started.");
    }

    private async Task LiveAsync()
    {
        using var scalesim = new Scalesim();
        await using var cluster = new TestCluster(scalesim, "sixty");
        await using var foreign = new ForeignContainer();
        await foreign.StartAsync();

        CommandResult up = await scalesim.RunAsync(
            "up", "--name", cluster.Name, "--workers", "60", "--workers-per-node", "20");
        up.AssertExitCode(0);
        _observed = await LookAsync(cluster);

        CommandResult down = await scalesim.RunAsync("down", cluster.Name);
        _removed = new Removed(
            down,
            await cluster.RemainsAsync(),
            await scalesim.RunAsync("down", cluster.Name),
            await foreign.IsRunningAsync());
    }

    private static async Task<Observed> LookAsync(TestCluster cluster)
    {
        IReadOnlyList<JsonObject> containers = await DockerCli.InspectAsync(await cluster.ContainersAsync());
        JsonObject[] sorted = [.. containers.OrderBy(Observed.NameOf, StringComparer.Ordinal)];
        JsonObject[] workers = [.. sorted.Where(container => Observed.LabelOf(container, "role") == "worker")];
        Traces traces = await cluster.RememberAsync();
        CommandResult status = await cluster.Scalesim.RunAsync("status", cluster.Name, "--format", "json");
        return new Observed
        {
            Cluster = cluster.Name,
            Nodes = [.. sorted.Where(container => Observed.LabelOf(container, "role") == "node")],
            Workers = workers,
            Bridges = await DockerCli.InspectAsync(await cluster.NetworksAsync()),
            Members = traces.Members.Count,
            Rules = (await traces.RulesAsync()).Count,
            Status = status,
            DeafPorts = await DeafPortsAsync(JsonNode.Parse(status.Stdout)!),
            Listeners = Listeners.Of(cluster.Processes()),
            Processes = [.. workers.Where((_, index) => index % 20 == 7).Select(ProcessOf)],
            FilesWhileUp = cluster.Scalesim.TemporaryFiles(),
        };
    }

    private static WorkerProcess ProcessOf(JsonObject worker) => WorkerProcess.Read((int)worker["State"]!["Pid"]!);

    /// <summary>Connects to every port that status lists, at the address of its node.</summary>
    private static async Task<IReadOnlyList<string>> DeafPortsAsync(JsonNode status)
    {
        Dictionary<int, string> addresses = status["nodes"]!.AsArray()
            .ToDictionary(node => (int)node!["index"]!, node => (string)node!["address"]!);
        var deaf = new List<string>();
        foreach (JsonNode? worker in status["workers"]!.AsArray())
        {
            foreach ((string name, JsonNode? port) in worker!["ports"]!.AsObject())
            {
                var place = new IPEndPoint(IPAddress.Parse(addresses[(int)worker["node"]!]), (int)port!);
                if (!await TcpProbe.AnswersAsync(place))
                {
                    deaf.Add($"{worker["name"]} {name} at {place}");
                }
            }
        }

        return deaf;
    }
}
