using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ScaleSim.WorkerImage.Settings;

namespace ScaleSim.WorkerImage.Web;

/// <summary>Kestrel, made by hand and bounded for a worker's memory.</summary>
internal static class WorkerServer
{
    /// <summary>What a connection may hold of what it received and nobody read, in bytes. With the default of 1 MiB, a
    /// crowd of clients with blocks would end the worker: running out of heap is not always survived.</summary>
    private const int ReadBufferLength = 16 * 1024;

    private const int WriteBufferLength = 64 * 1024;

    /// <summary>The heap that the worker needs without clients.</summary>
    private const long BaseHeapBytes = 4 << 20;

    /// <summary>The heap that one connection may need.</summary>
    private const long HeapBytesPerConnection = 128 * 1024;

    /// <summary>How many connections fit into a worker's memory; those above are closed at once.</summary>
    public static long ConnectionsMax(long memoryBytes) =>
        Math.Clamp((HeapLimit.Of(memoryBytes) - BaseHeapBytes) / HeapBytesPerConnection, 32, 4096);

    /// <summary>A server that listens on these ports once it is started.</summary>
    public static KestrelServer Create(IPAddress address, int[] ports, long memoryBytes, ILoggerFactory loggers)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxConcurrentConnections = ConnectionsMax(memoryBytes);
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MaxRequestBufferSize = ReadBufferLength;
        options.Limits.MaxRequestLineSize = 4096;
        options.Limits.MaxRequestHeadersTotalSize = 8192;
        options.Limits.MaxResponseBufferSize = WriteBufferLength;
        foreach (var port in ports)
        {
            options.Listen(address, port, listen => listen.Protocols = HttpProtocols.Http1);
        }

        var transport = new SocketTransportOptions
        {
            IOQueueCount = 1,
            MaxReadBufferSize = ReadBufferLength,
            MaxWriteBufferSize = WriteBufferLength,
        };
        return new KestrelServer(
            Options.Create(options), new SocketTransportFactory(Options.Create(transport), loggers), loggers);
    }
}
