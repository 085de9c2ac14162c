using System.Net;
using System.Text.Json.Nodes;
using ScaleSim.EndToEnd.Witness;

namespace ScaleSim.EndToEnd.Life;

/// <summary>A cluster that is up, as witnesses saw it: docker's command, /proc, ip, iptables-save, sockets.</summary>
internal sealed record Observed
{
    public required string Cluster { get; init; }

    /// <value>docker inspect of the nodes, in the order of their names.</value>
    public required IReadOnlyList<JsonObject> Nodes { get; init; }

    /// <value>docker inspect of the workers, in the order of their names.</value>
    public required IReadOnlyList<JsonObject> Workers { get; init; }

    /// <value>docker network inspect.</value>
    public required IReadOnlyList<JsonObject> Bridges { get; init; }

    /// <value>Interfaces of the host on the cluster's bridge.</value>
    public required int Members { get; init; }

    /// <value>Firewall rules that name the cluster's subnet or bridge; none where this user may not read them.</value>
    public required int Rules { get; init; }

    public required CommandResult Status { get; init; }

    /// <value>Ports that did not answer over TCP from this host.</value>
    public required IReadOnlyList<string> DeafPorts { get; init; }

    /// <value>What the keeper and the master listen on.</value>
    public required IReadOnlyList<IPEndPoint> Listeners { get; init; }

    public required IReadOnlyList<WorkerProcess> Processes { get; init; }

    /// <value>Files of the cluster on the host while it lived.</value>
    public required IReadOnlyList<string> FilesWhileUp { get; init; }

    public JsonObject Network => Assert.Single(Bridges);

    public JsonNode Addresses => Network["IPAM"]!["Config"]![0]!;

    public string AddressOf(JsonObject node) =>
        (string)node["NetworkSettings"]!["Networks"]![(string)Network["Name"]!]!["IPAddress"]!;

    public static string NameOf(JsonObject container) => ((string)container["Name"]!).TrimStart('/');

    public static string LabelOf(JsonObject container, string label) =>
        (string)container["Config"]!["Labels"]![$"scalesim.{label}"]!;
}
