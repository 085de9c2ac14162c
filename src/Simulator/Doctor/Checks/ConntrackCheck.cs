using ScaleSim.Core.Hosts;

namespace ScaleSim.Simulator.Doctor.Checks;

/// <summary>The host's kernel can track the connections between host and workers.</summary>
internal sealed class ConntrackCheck() : LimitsCheck(
    "conntrack",
    [HostLimitKind.Connections],
    "/proc/sys/net/netfilter/nf_conntrack_max",
    "Beyond it packets are lost: \"nf_conntrack: table full, dropping packet\".",
    new Uri("https://github.com/kubernetes/kubernetes/issues/71261"));
