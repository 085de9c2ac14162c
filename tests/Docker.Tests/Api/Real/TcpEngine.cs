using ScaleSim.Docker.Api;
using ScaleSim.Docker.Tests.Api.Fakes;

namespace ScaleSim.Docker.Tests.Api.Real;

/// <summary>The Engine over plain TCP.</summary>
public sealed class TcpEngine : RealEngine
{
    internal override DockerEndpoint Endpoint()
    {
        var proxy = new SocketProxy(DockerFactAttribute.Endpoint().SocketPath);
        CloseLater(proxy.DisposeAsync);
        return proxy.Endpoint();
    }
}
