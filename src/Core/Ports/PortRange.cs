using System.Text.Json.Serialization;

namespace ScaleSim.Core.Ports;

/// <summary>A range of TCP ports, both ends included.</summary>
public readonly record struct PortRange(int First, int Last)
{
    /// <value>Below 1024 is for privileged programs.</value>
    public const int PortMin = 1024;

    /// <value>The largest port there is.</value>
    public const int PortMax = 65535;

    /// <value>
    /// Below the kernel's ephemeral range, 32768-60999, so that no outgoing connection takes a worker's port.
    /// </value>
    public static PortRange Default { get; } = new(20000, 31999);

    /// <value>
    /// Where the kernel takes the ports of outgoing connections from in a fresh network namespace, whatever the host's
    /// own setting: 32768-60999 (ip_local_port_range).
    /// </value>
    public static PortRange Ephemeral { get; } = new(32768, 60999);

    [JsonIgnore]
    public int Count => Last - First + 1;

    public bool Contains(int port) => port >= First && port <= Last;

    public bool Overlaps(PortRange other) => First <= other.Last && other.First <= Last;

    public override string ToString() => $"{First}-{Last}";
}
