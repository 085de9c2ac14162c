using System.Text.Json.Nodes;

namespace ScaleSim.EndToEnd.Witness;

/// <summary>
/// When the Engine ended and removed a cluster's containers, as its events tell: by its clock, which is this machine's,
/// and not by when somebody looked.
/// </summary>
internal sealed class RemovalEvents : IAsyncDisposable
{
    private readonly RunningCommand _events;
    private readonly string _cluster;

    private RemovalEvents(string cluster, RunningCommand events)
    {
        _cluster = cluster;
        _events = events;
    }

    /// <summary>Follows a cluster of which no container has ended yet.</summary>
    public static RemovalEvents Follow(string cluster) => new(
        cluster,
        // From this moment on, also where the command begins to listen later.
        DockerCli.Start(
            "events", "--since", $"{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}",
            "--filter", $"label=scalesim.cluster={cluster}", "--filter", "type=container", "--filter", "event=kill",
            "--filter", "event=die", "--filter", "event=destroy", "--format", "{{json .}}"));

    /// <returns>When the first container was killed.</returns>
    public async Task<DateTimeOffset> WaitForBeginAsync()
    {
        await Poll.UntilAsync(() => Task.FromResult(Events().Any()), $"the removal of cluster {_cluster} has begun");
        return Events().Min(told => told.Time);
    }

    /// <summary>Waits until so many containers are removed.</summary>
    /// <returns>The time from the first that was killed to the last that was removed.</returns>
    public async Task<TimeSpan> WaitForEndAsync(int containers)
    {
        await Poll.UntilAsync(
            () => Task.FromResult(Removed().Count >= containers),
            $"the Engine has told of {containers} removed containers of cluster {_cluster}");
        return Events().Max(told => told.Time) - await WaitForBeginAsync();
    }

    public ValueTask DisposeAsync() => _events.DisposeAsync();

    private HashSet<string> Removed() =>
        [.. Events().Where(told => told.Action == "destroy").Select(told => told.Container)];

    /// <remarks>
    /// A sample: <c>{"status":"kill","id":"9b2c...","Type":"container","Action":"kill","Actor":{"ID":"9b2c...",...},
    /// "scope":"local","time":1795319876,"timeNano":1795319876123456789}</c>
    /// </remarks>
    private IReadOnlyList<(string Container, string Action, DateTimeOffset Time)> Events() =>
    [
        .. from line in _events.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
           let told = JsonNode.Parse(line)!
           select (
               (string)told["Actor"]!["ID"]!,
               (string)told["Action"]!,
               DateTimeOffset.UnixEpoch.AddTicks((long)told["timeNano"]! / TimeSpan.NanosecondsPerTick)),
    ];
}
