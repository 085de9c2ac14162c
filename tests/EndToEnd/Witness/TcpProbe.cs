using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace ScaleSim.EndToEnd.Witness;

/// <summary>Whether a port can be connected to.</summary>
internal static class TcpProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <returns>False where the connection is refused, or nothing answers.</returns>
    public static async Task<bool> AnswersAsync(IPEndPoint place)
    {
        using var socket = new Socket(place.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await socket.ConnectAsync(place, patience.Token);
            return true;
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Tries ports at all addresses of this host but 127.0.0.1 and its like, at the same time.</summary>
    /// <param name="own">An address that must be among those.</param>
    /// <returns>Those that answer.</returns>
    public static async Task<IReadOnlyList<IPEndPoint>> OutsideOfLoopbackAsync(
        IReadOnlyCollection<int> ports, IPAddress own)
    {
        IPAddress[] addresses = await AddressesAsync();
        Assert.Contains(own, addresses);
        IPEndPoint[] places = [.. addresses.SelectMany(address => ports.Select(port => new IPEndPoint(address, port)))];
        bool[] answers = await Task.WhenAll(places.Select(AnswersAsync));
        return [.. places.Where((_, index) => answers[index])];
    }

    // A sample of what ip prints, one of many interfaces:
    // [{"ifname":"docker0","addr_info":[{"family":"inet","local":"172.17.0.1","prefixlen":16,"scope":"global",...}]}]
    private static async Task<IPAddress[]> AddressesAsync()
    {
        CommandResult addresses = await HostTool.TryRunAsync("ip", "-json", "address");
        addresses.AssertExitCode(0);
        return
        [
            .. from link in JsonNode.Parse(addresses.Stdout)!.AsArray()
               from entry in link!["addr_info"]?.AsArray() ?? []
               // One of a link alone takes its interface's name to be connected to.
               where (string?)entry["scope"] != "link" && entry["local"] is not null
               let address = IPAddress.Parse((string)entry["local"]!)
               where !(address.AddressFamily == AddressFamily.InterNetwork && IPAddress.IsLoopback(address))
               select address,
        ];
    }
}
