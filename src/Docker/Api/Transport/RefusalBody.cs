using System.Text;

namespace ScaleSim.Docker.Api.Transport;

/// <summary>
/// Reads why the Engine refused: at most so many bytes, and what there is where the connection breaks.
/// </summary>
internal static class RefusalBody
{
    public static async Task<string> ReadAsync(
        HttpResponseMessage response, int bytesMax, CancellationToken cancellationToken)
    {
        var buffer = new byte[bytesMax];
        var length = 0;
        try
        {
            using var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            int read;
            while (length < bytesMax
                && (read = await body.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false)) > 0)
            {
                length += read;
            }
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            // The status says more than the cut does, and it has arrived.
        }

        return Encoding.UTF8.GetString(buffer, 0, length);
    }
}
