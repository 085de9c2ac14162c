using System.Globalization;
using System.Text.Json;

namespace ScaleSim.Docker.Api.Transport;

/// <summary>Query parameters and path parts as the Engine reads them.</summary>
internal static class EngineQuery
{
    public static KeyValuePair<string, string?> Text(string name, string? value) => new(name, value);

    /// <summary><c>1</c>, or left out.</summary>
    public static KeyValuePair<string, string?> Flag(string name, bool value) => new(name, value ? "1" : null);

    public static KeyValuePair<string, string?> Number(string name, long? value) =>
        new(name, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Unix time with nanoseconds, such as <c>1763721780.123456700</c>.</summary>
    public static KeyValuePair<string, string?> Time(string name, DateTimeOffset? value)
    {
        if (value is not { } time)
        {
            return new(name, null);
        }

        var ticks = time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks;
        var (seconds, rest) = Math.DivRem(ticks, TimeSpan.TicksPerSecond);
        return new(name, string.Create(CultureInfo.InvariantCulture, $"{seconds}.{rest * 100:D9}"));
    }

    /// <summary>Sample: <c>{"label":["scalesim.run=r1"]}</c>.</summary>
    public static KeyValuePair<string, string?> Filters(IReadOnlyDictionary<string, IReadOnlyList<string>>? filters) =>
        new("filters", filters is null or { Count: 0 }
            ? null
            : JsonSerializer.Serialize(
                filters, DockerJsonContext.Default.IReadOnlyDictionaryStringIReadOnlyListString));

    /// <summary>The ID or name of a container, network or exec as one part of a path.</summary>
    public static string Id(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return id is "." or ".."
            ? throw new ArgumentException($"\"{id}\" names nothing.", nameof(id))
            : Uri.EscapeDataString(id);
    }

    /// <summary>
    /// The name of an image, whose slashes stay: the Engine's router takes them, and not their escapes.
    /// </summary>
    public static string ImageName(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return string.Join('/', name.Split('/').Select(Id));
    }
}
