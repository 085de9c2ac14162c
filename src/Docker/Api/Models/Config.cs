namespace ScaleSim.Docker.Api.Models;

/// <summary>A container's or an image's own settings.</summary>
internal sealed record Config
{
    public string Hostname { get; init => field = value ?? ""; } = "";

    public string Domainname { get; init => field = value ?? ""; } = "";

    public string User { get; init => field = value ?? ""; } = "";

    public IReadOnlyList<string> Env { get; init => field = value ?? []; } = [];

    public IReadOnlyList<string> Cmd { get; init => field = value ?? []; } = [];

    public IReadOnlyList<string> Entrypoint { get; init => field = value ?? []; } = [];

    public string Image { get; init => field = value ?? ""; } = "";

    public string WorkingDir { get; init => field = value ?? ""; } = "";

    public IReadOnlyDictionary<string, string> Labels
    {
        get;
        init => field = value ?? new Dictionary<string, string>();
    } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, EmptyStruct> ExposedPorts
    {
        get;
        init => field = value ?? new Dictionary<string, EmptyStruct>();
    } = new Dictionary<string, EmptyStruct>();

    public bool Tty { get; init; }

    public HealthConfig? Healthcheck { get; init; }

    public string StopSignal { get; init => field = value ?? ""; } = "";

    /// <summary>Seconds.</summary>
    public int? StopTimeout { get; init; }
}
