namespace ScaleSim.Docker.Api.Models;

/// <summary>A volume.</summary>
internal sealed record VolumeResponse
{
    /// <summary>64 hexadecimal digits for an anonymous one.</summary>
    public string Name { get; init => field = value ?? ""; } = "";
}
