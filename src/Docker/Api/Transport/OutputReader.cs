using ScaleSim.Docker.Api.Models;

namespace ScaleSim.Docker.Api.Transport;

/// <summary>Reads the output of a container or exec from an answer, to its end.</summary>
internal static class OutputReader
{
    /// <summary>What Engines from API 1.42 on call an output without frames, where no exec is concerned.</summary>
    private const string RawContentType = "application/vnd.docker.raw-stream";

    /// <param name="isTerminal">Whether the output has no frames; null lets the content type decide.</param>
    public static async Task<ContainerOutput> ReadAsync(
        HttpResponseMessage response, bool? isTerminal, int bytesMax, CancellationToken cancellationToken)
    {
        var stdout = new OutputTail(bytesMax);
        var stderr = new OutputTail(bytesMax);
        await CopyAsync(response, isTerminal, stdout, stderr, cancellationToken).ConfigureAwait(false);
        return new ContainerOutput(stdout.ToString(), stderr.ToString(), stdout.IsTruncated || stderr.IsTruncated);
    }

    /// <summary>The same, piece by piece as it comes.</summary>
    public static async Task CopyAsync(
        HttpResponseMessage response,
        bool? isTerminal,
        IOutputSink stdout,
        IOutputSink stderr,
        CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        if (isTerminal ?? response.Content.Headers.ContentType?.MediaType == RawContentType)
        {
            await MultiplexedOutput.CopyRawAsync(body, stdout, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await MultiplexedOutput.CopyAsync(body, stdout, stderr, cancellationToken).ConfigureAwait(false);
        }
    }
}
