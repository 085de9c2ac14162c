namespace ScaleSim.Simulator.Terminal;

/// <summary>A name of a <see cref="HostsDocument"/>.</summary>
/// <param name="Name">The full name.</param>
/// <param name="Address">Where this host reaches it.</param>
/// <param name="Kind"><c>master</c>, <c>node</c> or <c>worker</c>.</param>
internal sealed record HostsDocumentName(string Name, string Address, string Kind);
