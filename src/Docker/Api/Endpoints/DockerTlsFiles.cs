namespace ScaleSim.Docker.Api.Endpoints;

/// <summary>The names that Docker gives to TLS material in a directory.</summary>
internal static class DockerTlsFiles
{
    public const string CaFile = "ca.pem";
    public const string CertificateFile = "cert.pem";
    public const string KeyFile = "key.pem";

    /// <summary>What of the three files is there.</summary>
    public static DockerTls In(string directory, bool skipVerify) => new()
    {
        CaPath = Existing(directory, CaFile),
        CertificatePath = Existing(directory, CertificateFile),
        KeyPath = Existing(directory, KeyFile),
        SkipVerify = skipVerify,
    };

    private static string? Existing(string directory, string file)
    {
        var path = Path.Combine(directory, file);
        return File.Exists(path) ? path : null;
    }
}
