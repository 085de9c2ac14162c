using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ScaleSim.Docker.Api.Endpoints;

namespace ScaleSim.Docker.Tests.Api.Fakes;

/// <summary>An authority of its own, a server's certificate for loopback and a client's, made for one test.</summary>
internal sealed class TestCertificates : IDisposable
{
    private static readonly DateTimeOffset From = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Until = new(2120, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly TemporaryDirectory _directory = new();
    private readonly X509Certificate2 _authority;

    public TestCertificates(string serverName = "localhost")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _authority = request.CreateSelfSigned(From, Until);
        Server = Issue("CN=engine", "1.3.6.1.5.5.7.3.1", serverName);
        using var client = Issue("CN=client", "1.3.6.1.5.5.7.3.2", null);
        _directory.Write(DockerTlsFiles.CaFile, _authority.ExportCertificatePem());
        _directory.Write(DockerTlsFiles.CertificateFile, client.ExportCertificatePem());
        _directory.Write(DockerTlsFiles.KeyFile, client.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
    }

    public X509Certificate2 Server { get; }

    /// <summary>Holds ca.pem, cert.pem and key.pem.</summary>
    public string Directory => _directory.Path;

    public DockerTls Tls => DockerTlsFiles.In(Directory, skipVerify: false);

    /// <summary>Whether this authority signed the certificate.</summary>
    public bool Signed(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.Add(_authority);
        return chain.Build(certificate);
    }

    public void Dispose()
    {
        Server.Dispose();
        _authority.Dispose();
        _directory.Dispose();
    }

    private X509Certificate2 Issue(string subject, string usage, string? serverName)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        if (serverName is not null)
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName(serverName);
            if (serverName == "localhost")
            {
                names.AddIpAddress(IPAddress.Loopback);
            }

            request.CertificateExtensions.Add(names.Build());
        }

        var serial = RandomNumberGenerator.GetBytes(8);
        serial[0] &= 0x7f;
        using var certificate = request.Create(_authority, From, Until, serial);
        return certificate.CopyWithPrivateKey(key);
    }
}
