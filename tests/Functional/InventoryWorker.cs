namespace ScaleSim.Functional;

/// <summary>A worker of an <see cref="Inventory"/>.</summary>
/// <param name="Address">Where this host reaches its ports.</param>
/// <param name="NodeAddress">Where other workers reach its ports, and what it advertises to the master.</param>
public sealed record InventoryWorker(
    int Index,
    string Name,
    string Host,
    string Address,
    string Node,
    string NodeAddress,
    IReadOnlyDictionary<string, int> Ports)
{
    public Uri UriOf(string port, string path) => new($"http://{Address}:{Ports[port]}{path}");
}
