namespace ScaleSim.Docker.Api.Models;

/// <summary>A volume as created, listed or inspected.</summary>
internal sealed record VolumeResponse
{
    /// <summary>64 hexadecimal digits for an anonymous one.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    public string Driver { get; init => field = value ?? ""; } = "";

    public IReadOnlyDictionary<string, string> Labels
    {
        get;
        init => field = value ?? new Dictionary<string, string>();
    } = new Dictionary<string, string>();
}
