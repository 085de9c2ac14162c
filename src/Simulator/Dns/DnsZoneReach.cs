namespace ScaleSim.Simulator.Dns;

/// <summary>How far a zone's knowledge reaches below its apex.</summary>
internal enum DnsZoneReach
{
    /// <summary>Every name below it.</summary>
    All,

    /// <summary>The apex alone: what is below may be known to another cluster's responder.</summary>
    Apex,

    /// <summary>The reverse names of a subnet's addresses, in a zone that holds others' as well.</summary>
    Subnet,
}
