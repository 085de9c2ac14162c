namespace ScaleSim.Simulator.Dns;

/// <summary>What a responder spends on its askers.</summary>
internal sealed record DnsServerOptions
{
    /// <value>Packets handled at once; more than the cores gains nothing.</value>
    public int Receivers { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, 4);

    /// <value>TCP connections at once; one more is closed as soon as it is made.</value>
    public int ConnectionsMax { get; init; } = 128;

    /// <value>How long a TCP connection may take over its next query and the taking of the answer.</value>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
