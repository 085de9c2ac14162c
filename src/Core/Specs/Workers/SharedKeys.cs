using System.Globalization;

namespace ScaleSim.Core.Specs.Workers;

/// <summary>
/// The keys in which workers of one node can't differ, since they share its network: fixed ports, <c>net.*</c> sysctls
/// and hostnames. A group with one of them has one worker to a node.
/// </summary>
public static class SharedKeys
{
    /// <value>How messages call them all.</value>
    public const string Words = "fixed ports, net.* sysctls and hostname";

    /// <summary>Whether a sysctl belongs to the network namespace, and so to the node.</summary>
    public static bool IsOfNetwork(string sysctl) => sysctl.StartsWith("net.", StringComparison.Ordinal);

    /// <summary>Those that a group uses, each with its value: <c>ports.rpc: 9000</c>.</summary>
    public static IReadOnlyList<string> Of(WorkerGroupSpec group) =>
    [
        .. group.Ports.Where(port => port.Number is not null)
            .Select(port => string.Create(CultureInfo.InvariantCulture, $"ports.{port.Name}: {port.Number}")),
        .. group.Sysctls.Keys.Where(IsOfNetwork).Select(name => $"sysctls.{name}"),
        .. group.Hostname is null ? Array.Empty<string>() : ["hostname"],
    ];
}
