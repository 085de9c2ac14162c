using ScaleSim.Docker.Api;
using ScaleSim.Docker.Tests.Api.Fakes;

namespace ScaleSim.Docker.Tests.Api.Real;

/// <summary>The Engine over TCP with mutual TLS.</summary>
public sealed class TlsEngine : RealEngine
{
    internal override DockerEndpoint Endpoint()
    {
        var certificates = new TestCertificates();
        var proxy = new SocketProxy(DockerFactAttribute.Endpoint().SocketPath, certificates);
        CloseLater(async () =>
        {
            await proxy.DisposeAsync();
            certificates.Dispose();
        });
        return proxy.Endpoint();
    }
}
