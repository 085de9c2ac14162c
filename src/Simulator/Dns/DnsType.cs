namespace ScaleSim.Simulator.Dns;

/// <summary>The record types that mean something here; any other is a type of which no name has a record.</summary>
internal enum DnsType : ushort
{
    None = 0,
    A = 1,
    Ns = 2,
    Soa = 6,
    Ptr = 12,
    Aaaa = 28,

    /// <summary>The pseudo record of EDNS (RFC 6891).</summary>
    Opt = 41,

    /// <summary>An incremental transfer of a zone: refused.</summary>
    Ixfr = 251,

    /// <summary>A transfer of a zone: refused.</summary>
    Axfr = 252,

    /// <summary>Answered with one set of records, not all (RFC 8482).</summary>
    Any = 255,
}
