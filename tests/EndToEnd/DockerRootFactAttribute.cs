namespace ScaleSim.EndToEnd;

/// <summary>
/// A fact about a real Docker Engine and what root alone may do on the host: change its network, mount, start programs
/// as another user. Without root it is skipped, with the reason; where CI is set it is not skipped, and so fails.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DockerRootFactAttribute : FactAttribute
{
    public DockerRootFactAttribute() =>
        Skip = DockerFactAttribute.WhyNotAsRoot("It changes the host's network or its own user, which takes root.");
}
