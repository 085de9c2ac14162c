namespace ScaleSim.Simulator.Launch;

/// <summary>The engines by the names that <c>--engine</c> takes.</summary>
internal enum EngineKind
{
    Docker,
    Fake,
}
