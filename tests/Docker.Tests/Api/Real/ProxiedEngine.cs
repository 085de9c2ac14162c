using ScaleSim.Docker.Api;
using ScaleSim.EngineProxy;

namespace ScaleSim.Docker.Tests.Api.Real;

/// <summary>The Engine behind a proxy that does no harm.</summary>
public sealed class ProxiedEngine : RealEngine
{
    internal override DockerEndpoint Endpoint()
    {
        var proxy = new FaultyEngine(FaultyEngine.EngineSocket(), FaultPlan.None);
        CloseLater(proxy.DisposeAsync);
        return DockerEndpoint.Unix(proxy.SocketPath, "test");
    }
}
