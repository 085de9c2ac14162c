namespace ScaleSim.Docker.Api.Endpoints;

/// <summary>
/// The <c>docker</c> command's TLS variables: <c>DOCKER_TLS_VERIFY</c> (any value: encrypt and verify),
/// <c>DOCKER_TLS</c> (any value: encrypt only), <c>DOCKER_CERT_PATH</c> (the directory of ca.pem, cert.pem and key.pem;
/// the configuration directory where it is not set).
/// </summary>
internal static class DockerTlsVariables
{
    public const string VerifyVariable = "DOCKER_TLS_VERIFY";
    public const string EncryptVariable = "DOCKER_TLS";
    public const string CertPathVariable = "DOCKER_CERT_PATH";

    /// <returns>Null where the variables don't ask for TLS.</returns>
    /// <exception cref="DockerUnavailableException">Verification is asked for and there is no ca.pem.</exception>
    public static DockerTls? Read(Func<string, string?> environment, string configDirectory)
    {
        var verify = !string.IsNullOrEmpty(environment(VerifyVariable));
        if (!verify && string.IsNullOrEmpty(environment(EncryptVariable)))
        {
            return null;
        }

        var named = environment(CertPathVariable);
        var directory = string.IsNullOrEmpty(named) ? configDirectory : named;
        var tls = DockerTlsFiles.In(directory, skipVerify: !verify);
        if (verify && tls.CaPath is null)
        {
            throw new DockerUnavailableException(
                $"{VerifyVariable} is set, and there is no {Path.Combine(directory, DockerTlsFiles.CaFile)}. "
                + "Without it the Engine's certificate can't be verified. "
                + $"Set {CertPathVariable} to the directory that holds ca.pem, cert.pem and key.pem, "
                + $"or unset {VerifyVariable}.");
        }

        return tls;
    }
}
