namespace ScaleSim.Docker.Tests;

/// <summary>As <see cref="DockerFactAttribute"/>, with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DockerTheoryAttribute : TheoryAttribute
{
    public DockerTheoryAttribute() => Skip = new DockerFactAttribute().Skip;
}
