namespace ScaleSim.Docker.Api.Endpoints;

/// <summary>
/// Where the TLS material of an endpoint lies; PEM files. A path is null where there is no such file.
/// </summary>
internal sealed record DockerTls
{
    /// <summary>
    /// The authority that must have signed the Engine's certificate; null means the machine's own trust store.
    /// </summary>
    public string? CaPath { get; init; }

    /// <summary>The client's certificate; null where the Engine asks for none.</summary>
    public string? CertificatePath { get; init; }

    public string? KeyPath { get; init; }

    /// <summary>
    /// Encrypt, and believe whoever answers (<c>DOCKER_TLS</c> without <c>DOCKER_TLS_VERIFY</c>, <c>SkipTLSVerify</c>).
    /// </summary>
    public bool SkipVerify { get; init; }
}
