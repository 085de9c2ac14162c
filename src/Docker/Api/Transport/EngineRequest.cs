using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ScaleSim.Docker.Api.Transport;

/// <summary>One call of the Engine API, without its version prefix.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Escaped and beginning with a slash, such as <c>/containers/json</c>.</param>
internal sealed record EngineRequest(HttpMethod Method, string Path)
{
    /// <summary>Query parameters; null values are left out.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Query { get; init; } = [];

    /// <summary>Headers beside the usual ones. They may hold secrets, so no message shows them.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>A JSON body. It can be sent again; an <see cref="Upload"/> can't.</summary>
    public ReadOnlyMemory<byte>? Json { get; init; }

    /// <summary>Writes a tar archive as body, into the connection.</summary>
    public Func<Stream, CancellationToken, Task>? Upload { get; init; }

    /// <summary>
    /// For the call and its whole answer; null takes <see cref="DockerClientOptions.RequestTimeout"/>.
    /// </summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Whether the path goes without the API version, as <c>/_ping</c> does.</summary>
    public bool IsUnversioned { get; init; }

    public static EngineRequest Get(string path, params IReadOnlyList<KeyValuePair<string, string?>> query) =>
        new(HttpMethod.Get, path) { Query = query };

    public static EngineRequest Post(string path, params IReadOnlyList<KeyValuePair<string, string?>> query) =>
        new(HttpMethod.Post, path) { Query = query };

    public static EngineRequest Delete(string path, params IReadOnlyList<KeyValuePair<string, string?>> query) =>
        new(HttpMethod.Delete, path) { Query = query };

    public EngineRequest WithJson<T>(T body, JsonTypeInfo<T> type) =>
        this with { Json = JsonSerializer.SerializeToUtf8Bytes(body, type) };

    /// <summary>The path with its query.</summary>
    public string Target()
    {
        var query = Query
            .Where(parameter => parameter.Value is not null)
            .Select(parameter => $"{parameter.Key}={Uri.EscapeDataString(parameter.Value!)}");
        var joined = string.Join('&', query);
        return joined.Length == 0 ? Path : $"{Path}?{joined}";
    }

    /// <summary>For messages, such as <c>POST /containers/create</c>.</summary>
    public override string ToString() => $"{Method} {Path}";
}
