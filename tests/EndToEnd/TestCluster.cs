using System.Text.Json.Nodes;
using ScaleSim.EndToEnd.Witness;

namespace ScaleSim.EndToEnd;

/// <summary>
/// The name of a cluster that is one test's alone, what Docker and the host know of it, and its removal whatever
/// becomes of the test.
/// </summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private readonly HashSet<string> _runs = [];
    private readonly Traces _traces = new();

    /// <param name="prefix">What its name begins with.</param>
    public TestCluster(Scalesim scalesim, string word, string prefix = "e2e")
    {
        Scalesim = scalesim;
        string begin = $"{prefix}-{word}-";
        Name = $"{begin}{Guid.NewGuid():N}"[..Math.Min(40, 6 + begin.Length)];
    }

    public Scalesim Scalesim { get; }

    public string Name { get; }

    private string Filter => $"label=scalesim.cluster={Name}";

    public Task<IReadOnlyList<string>> ContainersAsync() =>
        DockerCli.LinesAsync("ps", "--all", "--quiet", "--no-trunc", "--filter", Filter);

    public Task<IReadOnlyList<string>> WorkersAsync() => DockerCli.LinesAsync(
        "ps", "--all", "--quiet", "--no-trunc", "--filter", Filter, "--filter", "label=scalesim.role=worker");

    public Task<IReadOnlyList<string>> NetworksAsync() =>
        DockerCli.LinesAsync("network", "ls", "--quiet", "--no-trunc", "--filter", Filter);

    public Task<IReadOnlyList<string>> VolumesAsync() =>
        DockerCli.LinesAsync("volume", "ls", "--quiet", "--filter", Filter);

    public Task WaitForWorkersAsync(int count) => Poll.UntilAsync(
        async () => (await WorkersAsync()).Count >= count, $"cluster {Name} has {count} workers");

    /// <summary>Waits until one of some workers is gone.</summary>
    /// <param name="started">As <see cref="WorkersAsync"/> gave them.</param>
    public Task WaitForRemovalAsync(IReadOnlyList<string> started) => Poll.UntilAsync(
        async () => started.Except(await WorkersAsync()).Any(), $"the removal of cluster {Name} has begun");

    /// <summary>
    /// Remembers what the cluster has on the host now, bridge, interfaces and processes, so that each can be missed
    /// once it should be gone.
    /// </summary>
    public async Task<Traces> RememberAsync()
    {
        foreach (JsonObject network in await DockerCli.InspectAsync(await NetworksAsync()))
        {
            _runs.Add((string)network["Labels"]!["scalesim.run"]!);
            await _traces.AddAsync(network);
        }

        return _traces;
    }

    /// <summary>
    /// The same of a cluster that comes or goes at this moment: its runs by the keepers' folders, and its network if
    /// there is one.
    /// </summary>
    public async Task TryRememberAsync()
    {
        foreach (string run in KeeperFolders().Select(folder => Path.GetFileName(folder)[(Name.Length + 1)..]))
        {
            _runs.Add(run);
            _traces.AddRun(Name, run);
        }

        foreach (string network in await NetworksAsync())
        {
            CommandResult inspected = await DockerCli.TryRunAsync("inspect", network);
            if (inspected.ExitCode == 0)
            {
                await _traces.AddAsync(JsonNode.Parse(inspected.Stdout)![0]!.AsObject());
            }
        }
    }

    /// <summary>The folders of its keepers, in the test's temporary directory.</summary>
    public IReadOnlyList<string> KeeperFolders()
    {
        try
        {
            return
            [
                .. Directory.EnumerateDirectories(Scalesim.Temporary, "scalesim-*")
                    .SelectMany(root => Directory.EnumerateDirectories(root, $"{Name}-*")),
            ];
        }
        catch (DirectoryNotFoundException)
        {
            // The last keeper deletes the folder above, too.
            return [];
        }
    }

    /// <summary>All that is left of it: of Docker's, of the host's, of its processes and files.</summary>
    public async Task<IReadOnlyList<string>> RemainsAsync() =>
    [
        .. (await ContainersAsync()).Select(id => $"container {id}"),
        .. (await NetworksAsync()).Select(id => $"network {id}"),
        .. (await VolumesAsync()).Select(id => $"volume {id}"),
        .. Processes().Select(process => $"process {process.Id}: {process.CommandLine}"),
        .. await _traces.RemainsAsync(),
        .. Scalesim.TemporaryFiles().Select(file => $"file {file}"),
    ];

    /// <summary>Keepers, masters and commands by their arguments: the cluster's name, or one of its runs.</summary>
    public IReadOnlyList<HostProcess> Processes() =>
        HostProcess.All(process => process.Arguments.Any(argument => argument == Name || _runs.Contains(argument)));

    public HostProcess Keeper() => Assert.Single(Processes(), process => process.Arguments.Contains("keeper"));

    public Task AssertNothingLeftAsync() =>
        Poll.UntilEmptyAsync(RemainsAsync, $"nothing of cluster {Name} is left");

    public async ValueTask DisposeAsync()
    {
        foreach (HostProcess process in Processes())
        {
            RunningCommand.TryKill(process.Id);
        }

        await DockerCli.RemoveAllAsync(ContainersAsync, "rm", "--force", "--volumes");
        await DockerCli.RemoveAllAsync(NetworksAsync, "network", "rm");
        await DockerCli.RemoveAllAsync(VolumesAsync, "volume", "rm");
    }
}
