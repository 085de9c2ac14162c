using System.Net;
using ScaleSim.Core.Hosts;

namespace ScaleSim.Core.Planning;

/// <summary>The cluster's network.</summary>
/// <param name="Name"><c>CLUSTER.scalesim.internal</c>: reverse names inside are full names.</param>
/// <param name="Bridge">The host's interface: <c>ss-</c> and 8 hexadecimal digits, 11 of at most 15 characters.</param>
public sealed record NetworkPlan(string Name, string Bridge, Ipv4Network Subnet, IPAddress Gateway);
