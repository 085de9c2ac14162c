namespace ScaleSim.EndToEnd.Engines;

/// <summary>
/// A fact about a Docker daemon that the test starts itself, which takes root. Elsewhere it is skipped, with the
/// reason; where CI is set it is not skipped, and so fails.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OwnEngineFactAttribute : FactAttribute
{
    public OwnEngineFactAttribute() => Skip = WhyNot;

    public static string? WhyNot => DockerFactAttribute.WhyNotAsRoot(
        $"A daemon of the test's own takes root, and this is {Environment.UserName}.");
}
