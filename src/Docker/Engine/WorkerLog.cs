using System.Threading.Channels;
using ScaleSim.Core.Engines;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Api.Models;
using ScaleSim.Docker.Api.Transport;

namespace ScaleSim.Docker.Engine;

/// <summary>Reads a worker's log line by line.</summary>
internal static class WorkerLog
{
    public static async Task ReadAsync(
        DockerClient client,
        string id,
        LogRequest request,
        ChannelWriter<LogLine> lines,
        CancellationToken cancellationToken)
    {
        LineSink stdout = new(text => lines.TryWrite(new LogLine(IsError: false, text)));
        LineSink stderr = new(text => lines.TryWrite(new LogLine(IsError: true, text)));
        await client.Containers.StreamContainerLogsAsync(
            id,
            new ContainerLogsParameters
            {
                Follow = request.Follow,
                Since = request.Since,
                Timestamps = request.Timestamps,
                Tail = request.Lines,
            },
            stdout,
            stderr,
            cancellationToken).ConfigureAwait(false);
        stdout.Complete();
        stderr.Complete();
    }
}
