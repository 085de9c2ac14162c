using System.Buffers;
using System.Buffers.Binary;

namespace ScaleSim.Docker.Api.Transport;

/// <summary>
/// Separates stdout from stderr. Without a terminal the Engine sends frames: one byte for the stream (0 stdin, 1
/// stdout, 2 stderr, 3 an error of the Engine itself), three zero bytes, the payload's length as 32 bits big-endian,
/// the payload.
/// </summary>
/// <remarks>Sample: <c>01 00 00 00 00 00 00 03 68 69 0A</c> is "hi\n" on stdout.</remarks>
internal static class MultiplexedOutput
{
    private const int HeaderBytes = 8;
    private const int BufferBytes = 16 * 1024;

    /// <exception cref="DockerProtocolException">The bytes are no frames.</exception>
    /// <exception cref="EndOfStreamException">The stream ends within a frame.</exception>
    public static async Task CopyAsync(
        Stream stream, IOutputSink stdout, IOutputSink stderr, CancellationToken cancellationToken)
    {
        var header = new byte[HeaderBytes];
        while (await TryReadHeaderAsync(stream, header, cancellationToken).ConfigureAwait(false))
        {
            var target = Target(header, stdout, stderr);
            var length = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4));
            await CopyPayloadAsync(stream, target, length, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>What a terminal wrote has no frames.</summary>
    public static async Task CopyRawAsync(Stream stream, IOutputSink stdout, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferBytes];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            stdout.Append(buffer.AsSpan(0, read));
        }
    }

    private static IOutputSink Target(ReadOnlySpan<byte> header, IOutputSink stdout, IOutputSink stderr)
    {
        if (header[1] == 0 && header[2] == 0 && header[3] == 0 && header[0] <= 3)
        {
            return header[0] <= 1 ? stdout : stderr;
        }

        throw new DockerProtocolException(
            $"The Docker Engine sent {Convert.ToHexString(header)} where the header of an output frame belongs. "
            + "A container or exec with a terminal sends none.");
    }

    private static async Task<bool> TryReadHeaderAsync(
        Stream stream, byte[] header, CancellationToken cancellationToken)
    {
        var read = await stream.ReadAtLeastAsync(header, HeaderBytes, throwOnEndOfStream: false, cancellationToken)
            .ConfigureAwait(false);
        return read == HeaderBytes || (read == 0
            ? false
            : throw new EndOfStreamException($"the output ended {read} bytes into the header of a frame"));
    }

    private static async Task CopyPayloadAsync(
        Stream stream, IOutputSink target, uint length, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            var left = (long)length;
            while (left > 0)
            {
                var piece = buffer.AsMemory(0, (int)Math.Min(left, buffer.Length));
                var read = await stream.ReadAsync(piece, cancellationToken).ConfigureAwait(false);
                if (read == 0)
                {
                    throw new EndOfStreamException($"the output ended {left} bytes before the end of a frame");
                }

                target.Append(piece.Span[..read]);
                left -= read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
