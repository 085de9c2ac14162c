using System.Text.Json;

namespace ScaleSim.Core.Hosts.Limits;

/// <summary>What dockerd was told, by its command line first and its settings file second.</summary>
/// <param name="UserlandProxy">Whether a docker-proxy process stands behind each published port.</param>
/// <param name="DataRoot">Where images, containers and their logs are kept.</param>
/// <param name="RemapsUsers">Whether containers' root is another user outside.</param>
public sealed record DaemonSettings(bool UserlandProxy, string DataRoot, bool RemapsUsers)
{
    // What Go's strconv.ParseBool takes for false.
    private static readonly HashSet<string?> FalseValues = ["0", "f", "F", "false", "False", "FALSE"];

    /// <summary>
    /// Reads /etc/docker/daemon.json, or what --config-file names, such as
    /// <code>{"userland-proxy": false, "data-root": "/mnt/docker", "userns-remap": "default"}</code>
    /// A file that is missing or malformed counts as empty: dockerd itself refuses to start with a malformed one.
    /// </summary>
    public static DaemonSettings Read(IHostFiles files, DaemonProcess daemon)
    {
        string text = files.Read(daemon.Option("--config-file") ?? "/etc/docker/daemon.json") ?? "";
        using JsonDocument? document = TryParse(text);
        JsonElement file = document?.RootElement ?? default;
        return new DaemonSettings(
            !IsOff(daemon, file),
            daemon.Option("--data-root") ?? TryText(file, "data-root") ?? "/var/lib/docker",
            (daemon.Option("--userns-remap") ?? TryText(file, "userns-remap")) is { Length: > 0 });
    }

    // A flag of dockerd's is on without a value, and takes one only after an equals sign.
    private static bool IsOff(DaemonProcess daemon, JsonElement file)
    {
        string? flag = daemon.Arguments.LastOrDefault(
            argument => argument.StartsWith("--userland-proxy", StringComparison.Ordinal)
                && argument.Split('=')[0] == "--userland-proxy");
        return flag is not null
            ? FalseValues.Contains(flag.Split('=').ElementAtOrDefault(1))
            : file.ValueKind == JsonValueKind.Object
                && file.TryGetProperty("userland-proxy", out JsonElement value)
                && value.ValueKind == JsonValueKind.False;
    }

    private static string? TryText(JsonElement file, string name) =>
        file.ValueKind == JsonValueKind.Object
        && file.TryGetProperty(name, out JsonElement value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static JsonDocument? TryParse(string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
