using System.Text.Json.Serialization;

namespace ScaleSim.Docker.Api.Models;

/// <summary><c>GET /info</c>: what the Engine is and what it sees of its machine.</summary>
internal sealed record SystemInfoResponse
{
    public string ID { get; init => field = value ?? ""; } = "";

    /// <summary>The machine's host name.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    public string ServerVersion { get; init => field = value ?? ""; } = "";

    public int NCPU { get; init; }

    /// <summary>Bytes.</summary>
    public long MemTotal { get; init; }

    /// <summary><c>cgroupfs</c> or <c>systemd</c>.</summary>
    public string CgroupDriver { get; init => field = value ?? ""; } = "";

    /// <summary><c>1</c> or <c>2</c>.</summary>
    public string CgroupVersion { get; init => field = value ?? ""; } = "";

    /// <summary>The storage driver, such as <c>overlay2</c>.</summary>
    public string Driver { get; init => field = value ?? ""; } = "";

    public string LoggingDriver { get; init => field = value ?? ""; } = "";

    public PluginsInfo Plugins { get; init => field = value ?? new PluginsInfo(); } = new();

    public string DefaultRuntime { get; init => field = value ?? ""; } = "";

    public IReadOnlyDictionary<string, Runtime> Runtimes
    {
        get;
        init => field = value ?? new Dictionary<string, Runtime>();
    } = new Dictionary<string, Runtime>();

    /// <summary>Such as <c>name=seccomp,profile=default</c>, <c>name=rootless</c>.</summary>
    public IReadOnlyList<string> SecurityOptions { get; init => field = value ?? []; } = [];

    public bool LiveRestoreEnabled { get; init; }

    public IReadOnlyList<NetworkAddressPool> DefaultAddressPools { get; init => field = value ?? []; } = [];

    public string KernelVersion { get; init => field = value ?? ""; } = "";

    /// <summary><c>Docker Desktop</c> where it is that.</summary>
    public string OperatingSystem { get; init => field = value ?? ""; } = "";

    public string OSType { get; init => field = value ?? ""; } = "";

    public string Architecture { get; init => field = value ?? ""; } = "";

    /// <summary>Null below API 1.49.</summary>
    public FirewallInfo? FirewallBackend { get; init; }

    public string DockerRootDir { get; init => field = value ?? ""; } = "";

    public int Containers { get; init; }

    public int ContainersRunning { get; init; }

    public int ContainersPaused { get; init; }

    public int ContainersStopped { get; init; }

    public int Images { get; init; }

    /// <summary>Whether memory limits can be enforced.</summary>
    public bool MemoryLimit { get; init; }

    /// <summary>Whether limits on processes can be enforced.</summary>
    public bool PidsLimit { get; init; }

    public bool IPv4Forwarding { get; init; }

    public IReadOnlyList<string> Warnings { get; init => field = value ?? []; } = [];

    /// <summary>The Engine's own clock.</summary>
    [JsonConverter(typeof(EngineTimeConverter))]
    public DateTimeOffset? SystemTime { get; init; }
}
