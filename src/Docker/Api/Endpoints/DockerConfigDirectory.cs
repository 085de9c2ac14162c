using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ScaleSim.Docker.Api.Endpoints;

/// <summary>The folder of the <c>docker</c> command's own files: <c>DOCKER_CONFIG</c>, else <c>~/.docker</c>.</summary>
internal static class DockerConfigDirectory
{
    public const string Variable = "DOCKER_CONFIG";
    public const string ConfigFile = "config.json";
    private const int FileBytesMax = 4 * 1024 * 1024;

    public static string Find(Func<string, string?> environment, string homeDirectory) =>
        environment(Variable) is { } named && !string.IsNullOrWhiteSpace(named)
            ? named.Trim()
            : Path.Combine(homeDirectory, ".docker");

    /// <summary>A file of the folder; null where there is none.</summary>
    /// <param name="unreadable">Makes the failure of why and cause.</param>
    public static T? Read<T>(string path, JsonTypeInfo<T> type, Func<string, Exception?, Exception> unreadable)
        where T : class
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
            {
                return null;
            }

            if (file.Length > FileBytesMax)
            {
                throw unreadable($"it has {file.Length} bytes", null);
            }

            return JsonSerializer.Deserialize(File.ReadAllBytes(path), type);
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw unreadable(exception.Message, exception);
        }
    }
}
