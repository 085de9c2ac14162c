namespace ScaleSim.Docker.Api.Models;

/// <summary>A container's health check; <c>Test: ["NONE"]</c> turns off one that the image brings.</summary>
internal sealed record HealthConfig
{
    public IReadOnlyList<string>? Test { get; init; }

    /// <summary>Nanoseconds.</summary>
    public long? Interval { get; init; }

    /// <summary>Nanoseconds.</summary>
    public long? Timeout { get; init; }

    public int? Retries { get; init; }

    /// <summary>Nanoseconds.</summary>
    public long? StartPeriod { get; init; }
}
