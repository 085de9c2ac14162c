using ScaleSim.Core.Specs.Probes;

namespace ScaleSim.Core.Planning;

/// <summary>Where workers and checks find the master.</summary>
/// <param name="Name">Its full name inside the cluster.</param>
/// <param name="Host">What workers connect to: the gateway's address, or an external master's host.</param>
/// <param name="Command">The rendered command of a master that the keeper starts; empty for an external one.</param>
/// <param name="Environment">The rendered environment of such a master.</param>
public sealed record MasterPlan(
    string Name,
    string Host,
    int Port,
    IReadOnlyList<string> Command,
    IReadOnlyDictionary<string, string> Environment)
{
    /// <value>Where the keeper starts it; null for the cluster's own folder.</value>
    public string? WorkingDirectory { get; init; }

    /// <value>When it serves, rendered; null for the usual.</value>
    public ProbeSpec? Ready { get; init; }

    public string Endpoint => $"{Host}:{Port}";
}
