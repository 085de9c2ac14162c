using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ScaleSim.Docker.Api.Endpoints;

namespace ScaleSim.Docker.Api.Transport;

/// <summary>The loaded TLS material of an endpoint.</summary>
internal sealed class EngineCertificates : IDisposable
{
    private readonly X509Certificate2Collection _authorities = [];
    private readonly X509Certificate2? _client;
    private readonly bool _skipVerify;

    private EngineCertificates(DockerTls tls)
    {
        _skipVerify = tls.SkipVerify;
        if (tls.CaPath is not null)
        {
            _authorities.ImportFromPemFile(tls.CaPath);
            if (_authorities.Count == 0)
            {
                // With none, the machine's own trust store would decide, which nobody asked for.
                throw new CryptographicException($"{tls.CaPath} holds no certificate");
            }
        }

        if (tls is { CertificatePath: not null, KeyPath: not null })
        {
            _client = X509Certificate2.CreateFromPemFile(tls.CertificatePath, tls.KeyPath);
        }
    }

    /// <exception cref="DockerUnavailableException">A file can't be read or is no certificate or key.</exception>
    public static EngineCertificates Load(DockerTls tls, DockerEndpoint endpoint)
    {
        if (tls.CertificatePath is null != tls.KeyPath is null)
        {
            var (there, missing) = tls.KeyPath is null ? (tls.CertificatePath, "key.pem") : (tls.KeyPath, "cert.pem");
            throw Unusable(endpoint, $"{there} has no {missing} beside it", null);
        }

        try
        {
            return new EngineCertificates(tls);
        }
        catch (Exception exception)
            when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw Unusable(endpoint, exception.Message.TrimEnd('.'), exception);
        }
    }

    public SslClientAuthenticationOptions ClientOptions()
    {
        var options = new SslClientAuthenticationOptions();
        if (_client is not null)
        {
            options.ClientCertificateContext = SslStreamCertificateContext.Create(
                _client, additionalCertificates: null, offline: true);
        }

        if (_skipVerify)
        {
#pragma warning disable CA5359 // The user asked for it: DOCKER_TLS without DOCKER_TLS_VERIFY, or SkipTLSVerify.
            options.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
        }
        else if (_authorities.Count > 0)
        {
            options.CertificateChainPolicy = AuthorityPolicy();
        }

        return options;
    }

    public void Dispose()
    {
        _client?.Dispose();
        foreach (var authority in _authorities)
        {
            authority.Dispose();
        }
    }

    /// <summary>
    /// Only the endpoint's own authority counts, and a private authority seldom publishes revocations.
    /// </summary>
    private X509ChainPolicy AuthorityPolicy()
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.AddRange(_authorities);
        return policy;
    }

    private static DockerUnavailableException Unusable(DockerEndpoint endpoint, string why, Exception? cause) =>
        new(
            $"The TLS material of the Docker Engine at {endpoint} can't be used: {why}. "
            + "Point DOCKER_CERT_PATH at a directory with ca.pem, cert.pem and key.pem in PEM form, "
            + "or create the context again (docker context create --docker host=...,ca=...,cert=...,key=...).",
            cause);
}
