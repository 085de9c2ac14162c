namespace ScaleSim.Simulator.Dns;

/// <summary>A name that exists, with its records.</summary>
/// <param name="Type">The type of its data; None for a name that only has names below it.</param>
/// <param name="Data">Of each record: the address's bytes, or the name as sent that a PTR leads to.</param>
/// <param name="IsApex">Whether it is its zone's topmost name, with SOA and NS.</param>
internal sealed record DnsOwner(DnsZone Zone, DnsType Type, IReadOnlyList<byte[]> Data, bool IsApex);
