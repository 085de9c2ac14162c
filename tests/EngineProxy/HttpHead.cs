using System.Globalization;
using System.Text;

namespace ScaleSim.EngineProxy;

/// <summary>The head of a request or of an answer, with its bytes as they came.</summary>
internal sealed class HttpHead
{
    private readonly string[] _first;
    private readonly Dictionary<string, string> _headers = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="InvalidDataException">It is no HTTP.</exception>
    public HttpHead(byte[] bytes)
    {
        Bytes = bytes;
        string[] lines = Encoding.Latin1.GetString(bytes).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        _first = lines.Length == 0 ? [] : lines[0].Split(' ', 3);
        if (_first.Length < 2)
        {
            throw new InvalidDataException($"'{lines.FirstOrDefault()}' begins no HTTP message.");
        }

        foreach (string line in lines.Skip(1))
        {
            string[] sides = line.Split(':', 2);
            _headers[sides[0]] = sides.ElementAtOrDefault(1)?.Trim() ?? "";
        }
    }

    public byte[] Bytes { get; }

    /// <value>Of a request: <c>POST /v1.41/containers/create?name=a HTTP/1.1</c>.</value>
    public string Method => _first[0];

    public string Target => _first[1];

    /// <value>Of an answer: <c>HTTP/1.1 201 Created</c>.</value>
    public int Status => int.Parse(_first[1], CultureInfo.InvariantCulture);

    public bool ExpectsContinue => _headers.ContainsKey("Expect");

    public bool IsChunked => _headers.TryGetValue("Transfer-Encoding", out string? coding)
        && coding.Contains("chunked", StringComparison.OrdinalIgnoreCase);

    /// <value>Null where no header says it.</value>
    public long? Length => _headers.TryGetValue("Content-Length", out string? length)
        ? long.Parse(length, CultureInfo.InvariantCulture)
        : null;
}
