using System.Text.Json;
using ScaleSim.Docker.Api.Models;

namespace ScaleSim.Docker.Api.Transport;

/// <summary>
/// Credentials as the Engine takes them: JSON in the URL-safe alphabet of base64 (RFC 4648, section 5), with its
/// padding, without which an Engine 20.10 reads no credentials at all and says nothing.
/// </summary>
internal static class RegistryAuthHeader
{
    public const string Name = "X-Registry-Auth";

    public static string Encode(AuthConfig credentials) =>
        Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(credentials, DockerJsonContext.Default.AuthConfig))
            .Replace('+', '-')
            .Replace('/', '_');
}
