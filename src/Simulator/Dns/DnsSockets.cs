using System.Net;
using System.Net.Sockets;
using ScaleSim.Core.Hosts;

namespace ScaleSim.Simulator.Dns;

/// <summary>One UDP and one TCP socket at the same loopback address and port.</summary>
internal sealed record DnsSockets(Socket Udp, Socket Tcp, IPEndPoint EndPoint) : IDisposable
{
    /// <value>The port that resolvers ask without being told one.</value>
    public const int Port = 53;

    /// <value>Tried where 53 may not be had: above 1023, and below where workers' ports begin.</value>
    public const int OtherPort = 10053;

    private const int AnyPortTries = 8;
    private const int Backlog = 64;

    // Room for a burst of askers; the kernel gives what it allows (net.core.rmem_max).
    private const int ReceiveBufferBytes = 1 << 20;

    /// <summary>
    /// The address for a cluster's responder: <c>127.18.4.53</c> for 198.18.4.0/22, so that two clusters have two.
    /// </summary>
    public static IPAddress AddressFor(Ipv4Network subnet)
    {
        byte[] octets = subnet.Address.GetAddressBytes();
        return new IPAddress([127, octets[1], octets[2], Port]);
    }

    /// <summary>
    /// Takes port 53 of the address where that is allowed and free, else another port. Where the system has no such
    /// loopback address (only Linux has all of 127.0.0.0/8), the same at 127.0.0.1.
    /// </summary>
    /// <exception cref="SocketException">No port could be had.</exception>
    public static DnsSockets Bind(IPAddress preferred)
    {
        SocketException? last = null;
        foreach (IPAddress address in (IPAddress[])[preferred, IPAddress.Loopback])
        {
            foreach (int port in (int[])[Port, OtherPort, .. Enumerable.Repeat(0, AnyPortTries)])
            {
                try
                {
                    return BindTo(new IPEndPoint(address, port));
                }
                catch (SocketException exception)
                {
                    last = exception;
                }
            }
        }

        throw last!;
    }

    public void Dispose()
    {
        Udp.Dispose();
        Tcp.Dispose();
    }

    /// <summary>Port 0 is any that is free for TCP; whether it is so for UDP as well is then tried.</summary>
    private static DnsSockets BindTo(IPEndPoint endPoint)
    {
        var tcp = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            tcp.Bind(endPoint);
            var bound = (IPEndPoint)tcp.LocalEndPoint!;
            udp.Bind(bound);
            udp.ReceiveBufferSize = ReceiveBufferBytes;
            tcp.Listen(Backlog);
            return new DnsSockets(udp, tcp, bound);
        }
        catch
        {
            tcp.Dispose();
            udp.Dispose();
            throw;
        }
    }
}
