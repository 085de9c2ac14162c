using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace ScaleSim.EndToEnd.Witness;

/// <summary>
/// A port of 127.0.0.1 that nobody can bind and that no list of listeners shows: to a plan it looks free, and at the
/// start it is taken. .NET's own Bind sets SO_REUSEADDR, beside which another may bind too.
/// </summary>
internal sealed partial class HeldPort : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    /// <exception cref="SocketException">Somebody has it.</exception>
    public HeldPort(int port)
    {
        Port = port;
        SocketAddress address = new IPEndPoint(IPAddress.Loopback, port).Serialize();
        if (Bind((int)_socket.Handle, address.Buffer.Span, address.Size) != 0)
        {
            _socket.Dispose();
            throw new SocketException((int)SocketError.AddressAlreadyInUse);
        }
    }

    public int Port { get; }

    public void Dispose() => _socket.Dispose();

    [LibraryImport("libc", EntryPoint = "bind")]
    private static partial int Bind(int socket, ReadOnlySpan<byte> address, int length);
}
