namespace ScaleSim.Docker.Tests.Api.Real;

/// <summary>The whole surface, see <see cref="EngineSurface"/>.</summary>
public sealed class UnixEngineTests(UnixEngine engine) : EngineSurface(engine), IClassFixture<UnixEngine>;
