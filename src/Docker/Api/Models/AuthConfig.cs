using System.Text.Json.Serialization;

namespace ScaleSim.Docker.Api.Models;

/// <summary>Credentials for a registry: a user and a password, or a token. Its text shows neither.</summary>
internal sealed record AuthConfig
{
    [JsonPropertyName("username")]
    public string? Username { get; init; }

    [JsonPropertyName("password")]
    public string? Password { get; init; }

    /// <summary>What <c>docker login</c> got for the password, and exchanges for short-lived ones.</summary>
    [JsonPropertyName("identitytoken")]
    public string? IdentityToken { get; init; }

    /// <summary>A bearer token that is sent to the registry as it is.</summary>
    [JsonPropertyName("registrytoken")]
    public string? RegistryToken { get; init; }

    /// <summary>Docker Hub's is <c>https://index.docker.io/v1/</c>, others' their host and port.</summary>
    [JsonPropertyName("serveraddress")]
    public string? ServerAddress { get; init; }

    /// <summary>What must never be shown.</summary>
    [JsonIgnore]
    public IEnumerable<string> Secrets =>
        new[] { Password, IdentityToken, RegistryToken }.OfType<string>().Where(secret => secret.Length > 0);

    public override string ToString() => $"credentials for {ServerAddress}";
}
