using ScaleSim.Core.Hosts;
using ScaleSim.Simulator.Keeper;

namespace ScaleSim.Simulator.Remains;

/// <summary>
/// By what all of a cluster is known, taken before it is removed: what bears none of these marks is not of the cluster.
/// </summary>
internal sealed record ClusterMarks
{
    private const int ContainerIdLength = 64;

    public required string Cluster { get; init; }

    /// <value>
    /// The runs that the cluster's things were of; one null where there was nothing, so that whatever has its name
    /// counts.
    /// </value>
    public IReadOnlyList<string?> Runs { get; init; } = [null];

    /// <value>The containers' ids, which stand in mounts, cgroups and the arguments of their shims.</value>
    public IReadOnlySet<string> Containers { get; init; } = new HashSet<string>();

    /// <value>Volumes without a label, made for those containers.</value>
    public IReadOnlyList<string> Volumes { get; init; } = [];

    /// <value>Bridges, by name: <c>ss-1a2b3c4d</c> is unlike any other run's.</value>
    public IReadOnlyList<string> Bridges { get; init; } = [];

    /// <value>The bridges, and what was plugged into them.</value>
    public IReadOnlyList<InterfaceMark> Interfaces { get; init; } = [];

    public IReadOnlyList<Ipv4Network> Subnets { get; init; } = [];

    /// <value>The hosts file that had its names, an absolute path; null for none.</value>
    public string? HostsFile { get; init; }

    /// <value>The keeper's folder, an absolute path; null for none, or for one that is to stay for now.</value>
    public string? Folder { get; init; }

    /// <value>The keeper and the master, by these words.</value>
    public IReadOnlyList<(string Role, ProcessMark Process)> Processes { get; init; } = [];

    /// <value>Why this machine's own things can't be looked at; null where they can.</value>
    public string? Elsewhere { get; init; }

    /// <summary>Whether text such as a mount or a command line names one of the containers.</summary>
    public bool NamesContainer(string text)
    {
        for (int start = 0; start + ContainerIdLength <= text.Length; start++)
        {
            int length = 0;
            while (start + length < text.Length && char.IsAsciiHexDigitLower(text[start + length]))
            {
                length++;
            }

            if (length == ContainerIdLength && Containers.Contains(text.Substring(start, length)))
            {
                return true;
            }

            start += length;
        }

        return false;
    }
}
