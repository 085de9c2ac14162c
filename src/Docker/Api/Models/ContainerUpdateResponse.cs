namespace ScaleSim.Docker.Api.Models;

/// <summary>The Engine's answer to an update.</summary>
internal sealed record ContainerUpdateResponse
{
    public IReadOnlyList<string> Warnings { get; init => field = value ?? []; } = [];
}
