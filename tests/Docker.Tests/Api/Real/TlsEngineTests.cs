namespace ScaleSim.Docker.Tests.Api.Real;

/// <summary>The whole surface, see <see cref="EngineSurface"/>.</summary>
public sealed class TlsEngineTests(TlsEngine engine) : EngineSurface(engine), IClassFixture<TlsEngine>;
