using System.Globalization;
using System.Text;

namespace ScaleSim.Docker.Tests.Api.Fakes;

/// <summary>Reads HTTP/1.1 requests off a connection, as little of HTTP as the client uses.</summary>
internal sealed class HttpWire(Stream connection)
{
    private readonly byte[] _one = new byte[1];

    /// <summary>Null where the client closed.</summary>
    public async Task<ScriptedRequest?> ReadHeadAsync(CancellationToken cancellationToken)
    {
        var first = await ReadLineAsync(cancellationToken);
        if (string.IsNullOrEmpty(first))
        {
            return null;
        }

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        string? line;
        while (!string.IsNullOrEmpty(line = await ReadLineAsync(cancellationToken)))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0)
            {
                throw new InvalidDataException($"\"{line}\" is no HTTP header.");
            }

            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        var parts = first.Split(' ');
        if (parts.Length != 3)
        {
            throw new InvalidDataException($"\"{first}\" is no HTTP request.");
        }

        return new ScriptedRequest(parts[0], parts[1], headers);
    }

    public async Task<byte[]> ReadBodyAsync(
        IReadOnlyDictionary<string, string> headers, CancellationToken cancellationToken)
    {
        if (headers.TryGetValue("transfer-encoding", out var encoding) && encoding == "chunked")
        {
            return await ReadChunksAsync(cancellationToken);
        }

        var length =
            headers.TryGetValue("content-length", out var value) ? int.Parse(value, CultureInfo.InvariantCulture) : 0;
        var body = new byte[length];
        await connection.ReadExactlyAsync(body, cancellationToken);
        return body;
    }

    private async Task<byte[]> ReadChunksAsync(CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        while (true)
        {
            var size = await ReadLineAsync(cancellationToken) ?? throw new EndOfStreamException();
            var chunk = new byte[int.Parse(size, NumberStyles.HexNumber, CultureInfo.InvariantCulture)];
            await connection.ReadExactlyAsync(chunk, cancellationToken);
            body.Write(chunk);
            await ReadLineAsync(cancellationToken);
            if (chunk.Length == 0)
            {
                return body.ToArray();
            }
        }
    }

    private async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        while (await connection.ReadAsync(_one, cancellationToken) == 1)
        {
            if (_one[0] == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append((char)_one[0]);
        }

        return line.Length == 0 ? null : line.ToString();
    }
}
