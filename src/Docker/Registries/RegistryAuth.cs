using System.Text;
using System.Text.Json.Serialization;
using ScaleSim.Docker.Api.Models;

namespace ScaleSim.Docker.Registries;

/// <summary>The credentials of one registry in config.json. Its text shows none of them.</summary>
internal sealed record RegistryAuth
{
    /// <summary>Base64 of <c>user:password</c>.</summary>
    [JsonPropertyName("auth")]
    public string? Auth { get; init; }

    [JsonPropertyName("username")]
    public string? Username { get; init; }

    [JsonPropertyName("password")]
    public string? Password { get; init; }

    [JsonPropertyName("identitytoken")]
    public string? IdentityToken { get; init; }

    [JsonPropertyName("registrytoken")]
    public string? RegistryToken { get; init; }

    /// <returns>Null where the entry holds nothing: that is how it stands for a helper's.</returns>
    /// <exception cref="FormatException"><see cref="Auth"/> is no base64 of a user and a password.</exception>
    public AuthConfig? ToAuthConfig(string server)
    {
        var (username, password) = string.IsNullOrEmpty(Auth) ? (Username, Password) : Decode(Auth);
        var isEmpty = string.IsNullOrEmpty(username)
            && string.IsNullOrEmpty(IdentityToken)
            && string.IsNullOrEmpty(RegistryToken);
        return isEmpty
            ? null
            : new AuthConfig
            {
                Username = username,
                Password = password,
                IdentityToken = IdentityToken,
                RegistryToken = RegistryToken,
                ServerAddress = server,
            };
    }

    public override string ToString() => nameof(RegistryAuth);

    private static (string Username, string Password) Decode(string auth)
    {
        // Old versions of docker login wrote zero bytes behind the password.
        var parts = Encoding.UTF8.GetString(Convert.FromBase64String(auth)).Split(':', 2);
        return parts is [{ Length: > 0 } username, var password]
            ? (username, password.Trim('\0'))
            : throw new FormatException("it is not user:password in base64");
    }
}
