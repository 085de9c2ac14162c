using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ScaleSim.Core.Hosts;

namespace ScaleSim.Core.Planning;

/// <summary>Gives a cluster a subnet: the same one each time, where it is free.</summary>
public static class SubnetChooser
{
    /// <value>1022 addresses: the gateway and 900 nodes.</value>
    public const int PrefixLength = 22;

    /// <value>198.18.0.0/15, reserved for benchmarks (RFC 2544), so that it is nobody's LAN.</value>
    public static Ipv4Network Block => GuardRoute.Block;

    /// <value>How many clusters find room in the block: 128.</value>
    public static int Count => 1 << (PrefixLength - Block.PrefixLength);

    /// <summary>How many more clusters find room beside the networks in use.</summary>
    public static int CountFree(IReadOnlyList<Ipv4Network> inUse) =>
        Enumerable.Range(0, Count).Count(index => !inUse.Any(Block.Subnet(PrefixLength, index).Overlaps));

    /// <summary>
    /// The first free subnet from the one that a hash of the cluster's name points at; null where none is free and an
    /// error was added.
    /// </summary>
    internal static Ipv4Network? Choose(string cluster, IReadOnlyList<Ipv4Network> inUse, PlanErrors errors)
    {
        int first = FirstCandidate(cluster);
        for (int i = 0; i < Count; i++)
        {
            Ipv4Network candidate = Block.Subnet(PrefixLength, (first + i) % Count);
            if (!inUse.Any(candidate.Overlaps))
            {
                return candidate;
            }
        }

        errors.TooMuch(
            $"All {Count} subnets of {Block} are in use",
            "each cluster needs one of its own",
            "Remove clusters with 'scalesim down NAME', or what dead ones left with 'scalesim clean'");
        return null;
    }

    /// <summary>Stable over versions and machines, unlike <see cref="string.GetHashCode()"/>.</summary>
    internal static int FirstCandidate(string cluster)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(cluster));
        return (int)(BinaryPrimitives.ReadUInt32BigEndian(hash) % (uint)Count);
    }
}
