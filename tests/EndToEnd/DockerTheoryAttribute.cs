namespace ScaleSim.EndToEnd;

/// <summary>As <see cref="DockerFactAttribute"/>, with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DockerTheoryAttribute : TheoryAttribute
{
    public DockerTheoryAttribute() => Skip = DockerFactAttribute.WhyNot;
}
