namespace ScaleSim.Docker.Tests.Api.Real;

/// <summary>What a proxy passes on is the Engine's own, see <see cref="EngineSurface"/>.</summary>
public sealed class ProxiedEngineTests(ProxiedEngine engine) : EngineSurface(engine), IClassFixture<ProxiedEngine>;
