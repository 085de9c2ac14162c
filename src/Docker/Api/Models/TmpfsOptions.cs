namespace ScaleSim.Docker.Api.Models;

/// <summary>Size and mode of a tmpfs mount.</summary>
internal sealed record TmpfsOptions
{
    public long? SizeBytes { get; init; }

    /// <summary>Permission bits as a number: 1023 is octal 1777.</summary>
    public int? Mode { get; init; }
}
