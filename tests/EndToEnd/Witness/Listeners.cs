using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ScaleSim.EndToEnd.Witness;

/// <summary>
/// The sockets at which processes of this host can be reached by anybody, as /proc shows them: those of TCP that listen
/// and those of UDP that have no peer.
/// </summary>
internal static class Listeners
{
    // What the column "st" has for them (include/net/tcp_states.h: TCP_LISTEN, TCP_CLOSE).
    private const string Listening = "0A";
    private const string WithoutPeer = "07";

    private static readonly string[] Tcp = ["tcp", "tcp6"];
    private static readonly string[] Udp = ["udp", "udp6"];

    public static IReadOnlyList<IPEndPoint> Of(IEnumerable<HostProcess> processes)
    {
        HashSet<string> inodes = [.. processes.SelectMany(SocketsOf)];
        return
        [
            .. All([.. Tcp, .. Udp]).Where(listener => inodes.Contains(listener.Inode))
                .Select(listener => listener.EndPoint),
        ];
    }

    /// <summary>Where this host listens at any of these ports of TCP, whoever does.</summary>
    public static IReadOnlyList<IPEndPoint> At(IEnumerable<int> ports)
    {
        HashSet<int> wanted = [.. ports];
        return [.. All(Tcp).Select(listener => listener.EndPoint).Where(place => wanted.Contains(place.Port))];
    }

    /// <remarks>A link's target: <c>socket:[581940]</c>.</remarks>
    private static IEnumerable<string> SocketsOf(HostProcess process)
    {
        string[] descriptors;
        try
        {
            descriptors = Directory.GetFiles($"/proc/{process.Id}/fd");
        }
        catch (DirectoryNotFoundException)
        {
            yield break;
        }

        foreach (string descriptor in descriptors)
        {
            string? target = new FileInfo(descriptor).LinkTarget;
            if (target?.StartsWith("socket:[", StringComparison.Ordinal) == true)
            {
                yield return target["socket:[".Length..^1];
            }
        }
    }

    /// <remarks>
    /// A sample: <c>   0: 01C812C6:4E1E 00000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 581940 ...</c>
    /// </remarks>
    private static IEnumerable<(IPEndPoint EndPoint, string Inode)> All(IEnumerable<string> tables) =>
        from table in tables
        let path = $"/proc/net/{table}"
        where File.Exists(path)
        from line in File.ReadLines(path).Skip(1)
        let fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        where fields[3] == (Tcp.Contains(table) ? Listening : WithoutPeer)
        select (Parse(fields[1]), fields[9]);

    /// <summary>The kernel prints an address as words of four bytes, each in the machine's order.</summary>
    private static IPEndPoint Parse(string text)
    {
        string[] parts = text.Split(':');
        byte[] bytes =
        [
            .. Enumerable.Range(0, parts[0].Length / 8).SelectMany(word =>
                Convert.FromHexString(parts[0].AsSpan(word * 8, 8)).Reverse()),
        ];
        var address = new IPAddress(bytes);
        return new IPEndPoint(
            address.AddressFamily == AddressFamily.InterNetworkV6 && address.IsIPv4MappedToIPv6
                ? address.MapToIPv4()
                : address,
            int.Parse(parts[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }
}
