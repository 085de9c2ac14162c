namespace ScaleSim.Docker.Clusters;

/// <summary>
/// Orders a cluster's containers so that neighbours are of different nodes. A shim creates one container at a time and
/// answers nothing else meanwhile: where a node's containers share one, those of several nodes are made side by side.
/// </summary>
internal static class NodeTurns
{
    /// <returns>The first of each node, then the second of each, each round in the order in which they came.</returns>
    public static IEnumerable<T> Of<T>(IEnumerable<T> containers, Func<T, int> nodeOf) => containers
        .GroupBy(nodeOf)
        .SelectMany(node => node.Select((container, place) => (Container: container, Place: place)))
        .OrderBy(turn => turn.Place)
        .Select(turn => turn.Container);
}
