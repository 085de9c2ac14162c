using System.Globalization;
using System.Text;

namespace ScaleSim.Docker.Tests.Api.Fakes;

/// <summary>One request and the raw bytes that answer it.</summary>
internal sealed class ScriptedExchange(
    ScriptedRequest request, HttpWire wire, Stream connection, CancellationToken stop)
{
    private bool _bodyRead;

    public ScriptedRequest Request { get; } = request;

    /// <summary>Whether the server closes the connection after this exchange.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Ends with the server.</summary>
    public CancellationToken Stop { get; } = stop;

    /// <summary>Reads the request's body; a client that waits for 100 is told to go on.</summary>
    public async Task<byte[]> ReadBodyAsync()
    {
        _bodyRead = true;
        if (Request.Headers.ContainsKey("expect"))
        {
            await SendAsync("HTTP/1.1 100 Continue\r\n\r\n");
        }

        return await wire.ReadBodyAsync(Request.Headers, Stop);
    }

    public async Task<string> ReadTextAsync() => Encoding.UTF8.GetString(await ReadBodyAsync());

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        await connection.WriteAsync(bytes, Stop);
        await connection.FlushAsync(Stop);
    }

    /// <summary>A whole answer with a length.</summary>
    public Task AnswerAsync(int status, string body = "", string headers = "") =>
        SendAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {status} Scripted\r\n{headers}")
            + string.Create(
                CultureInfo.InvariantCulture, $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"));

    public Task BeginChunkedAsync(int status = 200, string headers = "") =>
        SendAsync($"HTTP/1.1 {status} Scripted\r\n{headers}Transfer-Encoding: chunked\r\n\r\n");

    public async Task ChunkAsync(ReadOnlyMemory<byte> bytes)
    {
        await SendAsync($"{bytes.Length:x}\r\n");
        await SendAsync(bytes);
        await SendAsync("\r\n");
    }

    public Task ChunkAsync(string text) => ChunkAsync(Encoding.UTF8.GetBytes(text));

    public Task EndChunkedAsync() => SendAsync("0\r\n\r\n");

    /// <summary>An answer without a length, which ends with the connection.</summary>
    public async Task BeginUntilCloseAsync(string contentType = "application/vnd.docker.raw-stream")
    {
        await FinishAsync();
        Close();
        await SendAsync($"HTTP/1.1 200 OK\r\nContent-Type: {contentType}\r\n\r\n");
    }

    /// <summary>Nothing follows: the connection is cut when the script returns.</summary>
    public void Close() => IsClosed = true;

    /// <summary>Never answers; returns when the server ends.</summary>
    public Task HangAsync() => Task.Delay(Timeout.Infinite, Stop);

    /// <summary>
    /// Takes what the script left of the request off the connection, so that its end is an end and not a reset. A body
    /// that waits for 100 was not sent, or is refused with the connection.
    /// </summary>
    internal async Task FinishAsync()
    {
        if (Request.Headers.ContainsKey("expect") && !_bodyRead)
        {
            Close();
        }

        if (!_bodyRead && !IsClosed)
        {
            await ReadBodyAsync();
        }
    }
}
