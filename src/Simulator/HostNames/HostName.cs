namespace ScaleSim.Simulator.HostNames;

/// <summary>One name of a cluster and where the host reaches it.</summary>
/// <param name="Name">The short name: <c>worker-0007</c>.</param>
/// <param name="Address">An IP address as text.</param>
internal sealed record HostName(string Name, string Address, HostNameKind Kind);
