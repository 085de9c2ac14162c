using ScaleSim.EngineContract;

namespace ScaleSim.Docker.Tests;

/// <summary>
/// Skips a class of the contract as <see cref="DockerFactAttribute"/> skips a fact: never where CI is set.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class RequiresDockerAttribute : RequiresEngineAttribute
{
    public override string? SkipReason => new DockerFactAttribute().Skip;
}
