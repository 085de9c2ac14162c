namespace ScaleSim.Docker.Api.Models;

/// <summary>What the Engine does when a container's process ends.</summary>
internal sealed record RestartPolicy
{
    /// <summary>One of <see cref="RestartPolicyKind"/>.</summary>
    public string? Name { get; init; }

    /// <summary>For <see cref="RestartPolicyKind.OnFailure"/>; 0 is without limit.</summary>
    public int? MaximumRetryCount { get; init; }
}
