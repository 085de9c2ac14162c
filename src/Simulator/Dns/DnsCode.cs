namespace ScaleSim.Simulator.Dns;

/// <summary>How a query ended: the header's four bits, and above them those of EDNS.</summary>
internal enum DnsCode
{
    NoError = 0,
    FormatError = 1,
    NameError = 3,
    NotImplemented = 4,
    Refused = 5,
    BadVersion = 16,
}
