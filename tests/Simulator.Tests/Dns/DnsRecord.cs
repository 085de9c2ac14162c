namespace ScaleSim.Simulator.Tests.Dns;

/// <summary>A record of a reply, its data as text: an address, a name, or the fields of an SOA record.</summary>
internal sealed record DnsRecord(string Name, ushort Type, ushort Class, uint TimeToLive, string Data);
