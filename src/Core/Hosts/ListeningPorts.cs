using System.Globalization;

namespace ScaleSim.Core.Hosts;

/// <summary>The TCP ports that something on this machine listens on, whatever the address.</summary>
internal static class ListeningPorts
{
    private const string Listen = "0A";

    public static IEnumerable<int> Read(IHostFiles files) =>
        Parse(files.Read("/proc/net/tcp") ?? "").Concat(Parse(files.Read("/proc/net/tcp6") ?? ""));

    /// <summary>
    /// Parses /proc/net/tcp or tcp6: address and port in hexadecimal, and the state, of which 0A is LISTEN:
    /// <code>
    ///   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
    ///    0: 0100007F:4E25 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 35492 1 ...
    ///    0: 00000000000000000000000000000000:1F91 00000000000000000000000000000000:0000 0A 00000000:00000000 ...
    /// </code>
    /// Lines of another form are left out.
    /// </summary>
    public static IEnumerable<int> Parse(string text)
    {
        foreach (string line in text.Split('\n').Skip(1))
        {
            string[] fields = line.Split(' ', 5, StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length >= 4 && fields[3] == Listen && TryPort(fields[1]) is { } port)
            {
                yield return port;
            }
        }
    }

    private static int? TryPort(string address)
    {
        string port = address[(address.LastIndexOf(':') + 1)..];
        return port.Length == 4
            && int.TryParse(port, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out int number)
                ? number
                : null;
    }
}
