namespace ScaleSim.EndToEnd;

/// <summary>A theory about a real Docker Engine, skipped where <see cref="DockerFactAttribute"/> is.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DockerTheoryAttribute : TheoryAttribute
{
    public DockerTheoryAttribute() => Skip = DockerFactAttribute.WhyNot;
}
