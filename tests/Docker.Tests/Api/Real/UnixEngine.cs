using ScaleSim.Docker.Api;

namespace ScaleSim.Docker.Tests.Api.Real;

/// <summary>The Engine as the <c>docker</c> command finds it.</summary>
public sealed class UnixEngine : RealEngine
{
    internal override DockerEndpoint Endpoint() => DockerFactAttribute.Endpoint();
}
