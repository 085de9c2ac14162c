using System.Text.Json.Nodes;

namespace ScaleSim.EndToEnd.Life;

/// <summary>What docker inspect says of a cluster's containers, by their names without the cluster's.</summary>
internal sealed class LiveContainers
{
    private readonly Dictionary<string, JsonObject> _containers;

    private LiveContainers(Dictionary<string, JsonObject> containers) => _containers = containers;

    public IEnumerable<string> Names => _containers.Keys.Order(StringComparer.Ordinal);

    public static async Task<LiveContainers> LookAsync(TestCluster cluster) => new(
        (await DockerCli.InspectAsync(await cluster.ContainersAsync()))
            .ToDictionary(container => Observed.NameOf(container)[(cluster.Name.Length + 1)..]));

    public string StatusOf(string name) => (string)_containers[name]["State"]!["Status"]!;

    public int ExitCodeOf(string name) => (int)_containers[name]["State"]!["ExitCode"]!;

    public string IdOf(string name) => (string)_containers[name]["Id"]!;

    /// <value>When its present life began.</value>
    public string StartedAt(string name) => (string)_containers[name]["State"]!["StartedAt"]!;

    public string LabelOf(string name, string label) => Observed.LabelOf(_containers[name], label);

    /// <value>The container whose network it has joined; empty where it has one of its own.</value>
    public string NodeOf(string name)
    {
        string mode = (string)_containers[name]["HostConfig"]!["NetworkMode"]!;
        string id = mode.StartsWith("container:", StringComparison.Ordinal) ? mode[10..] : "";
        return _containers.FirstOrDefault(pair => (string)pair.Value["Id"]! == id).Key ?? "";
    }
}
