namespace ScaleSim.Docker.Api.Models;

/// <summary>One resource limit of the container's processes, such as <c>nofile</c>.</summary>
internal sealed record Ulimit
{
    public string? Name { get; init; }

    public long? Soft { get; init; }

    public long? Hard { get; init; }
}
