using System.Text.Json.Serialization;

namespace ScaleSim.Docker.Registries;

/// <summary>What of the <c>docker</c> command's config.json is about registries.</summary>
/// <remarks>
/// Sample: <c>{"auths":{"registry.lab:5000":{"auth":"dXNlcjpwYXNz"}},"credsStore":"pass",
/// "credHelpers":{"gcr.io":"gcloud"}}</c>.
/// </remarks>
internal sealed record RegistryConfigFile
{
    /// <summary>By registry; Docker Hub is <c>https://index.docker.io/v1/</c>.</summary>
    [JsonPropertyName("auths")]
    public IReadOnlyDictionary<string, RegistryAuth?>? Auths { get; init; }

    /// <summary>The helper program of each registry that has one of its own.</summary>
    [JsonPropertyName("credHelpers")]
    public IReadOnlyDictionary<string, string?>? CredHelpers { get; init; }

    /// <summary>The helper program of all others; null or empty keeps credentials in the file itself.</summary>
    [JsonPropertyName("credsStore")]
    public string? CredsStore { get; init; }
}
