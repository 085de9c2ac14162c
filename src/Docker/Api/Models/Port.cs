namespace ScaleSim.Docker.Api.Models;

/// <summary>A port of a listed container.</summary>
internal sealed record Port
{
    /// <summary>Empty where the port is not published.</summary>
    public string IP { get; init => field = value ?? ""; } = "";

    public int PrivatePort { get; init; }

    /// <summary>0 where the port is not published.</summary>
    public int PublicPort { get; init; }

    public string Type { get; init => field = value ?? ""; } = "";
}
