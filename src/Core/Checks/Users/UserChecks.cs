using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.UserChecks;

namespace ScaleSim.Core.Checks.Users;

/// <summary>The checks that a spec describes.</summary>
public static class UserChecks
{
    /// <summary>In the spec's order, each by the name that the spec gives it.</summary>
    public static IReadOnlyList<ICheck> Of(ClusterSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return [.. spec.Checks.Select(Of)];
    }

    private static ICheck Of(CheckSpec spec) => spec switch
    {
        HostCheckSpec host => new HostUserCheck(host),
        WorkerCheckSpec workers => new WorkerUserCheck(workers),
        HttpCheckSpec http => new HttpUserCheck(http),
        TcpCheckSpec tcp => new TcpUserCheck(tcp),
        _ => throw new ArgumentOutOfRangeException(nameof(spec), spec, "There is no such check."),
    };
}
