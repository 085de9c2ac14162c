using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ScaleSim.WorkerImage.Web;

/// <summary>Kestrel, made by hand and bounded for a worker's memory.</summary>
internal static class WorkerServer
{
    private const int BufferLength = 64 * 1024;

    /// <summary>A server that listens on these ports once it is started.</summary>
    public static KestrelServer Create(IPAddress address, int[] ports, ILoggerFactory loggers)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxConcurrentConnections = 256;
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MaxRequestBufferSize = BufferLength;
        options.Limits.MaxResponseBufferSize = BufferLength;
        foreach (var port in ports)
        {
            options.Listen(address, port, listen => listen.Protocols = HttpProtocols.Http1);
        }

        var transport = new SocketTransportOptions
        {
            IOQueueCount = 1,
            MaxReadBufferSize = BufferLength,
            MaxWriteBufferSize = BufferLength,
        };
        return new KestrelServer(
            Options.Create(options), new SocketTransportFactory(Options.Create(transport), loggers), loggers);
    }
}
