namespace ScaleSim.Docker.Api.Models;

/// <summary>What an event happened to.</summary>
internal sealed record Actor
{
    public string ID { get; init => field = value ?? ""; } = "";

    /// <summary>For a container: its labels, <c>name</c>, <c>image</c>, and <c>exitCode</c> where it died.</summary>
    public IReadOnlyDictionary<string, string> Attributes
    {
        get;
        init => field = value ?? new Dictionary<string, string>();
    } = new Dictionary<string, string>();
}
