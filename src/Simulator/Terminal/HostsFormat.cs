namespace ScaleSim.Simulator.Terminal;

/// <summary>What <c>hosts</c> prints names as: lines for a hosts file, or data.</summary>
internal enum HostsFormat
{
    Hosts,
    Json,
    Csv,
}
