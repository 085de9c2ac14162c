namespace ScaleSim.Docker.Tests.Api.Real;

/// <summary>The whole surface, see <see cref="EngineSurface"/>.</summary>
public sealed class TcpEngineTests(TcpEngine engine) : EngineSurface(engine), IClassFixture<TcpEngine>;
