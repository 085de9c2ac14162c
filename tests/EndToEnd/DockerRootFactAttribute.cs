namespace ScaleSim.EndToEnd;

/// <summary>A fact about a real Docker Engine and the host's network, which root alone may change.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DockerRootFactAttribute : FactAttribute
{
    public DockerRootFactAttribute() => Skip = DockerFactAttribute.WhyNot
        ?? (Environment.IsPrivilegedProcess ? null : "It plants routes and firewall rules, which takes root.");
}
