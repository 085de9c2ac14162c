using System.Text.Json.Serialization;

namespace ScaleSim.Docker.Api.Models;

/// <summary>
/// What a container may use of its host. A member that is null is not sent, and the Engine's default holds.
/// </summary>
internal sealed record HostConfig
{
    /// <summary>A network's name, <c>none</c>, <c>host</c> or <c>container:&lt;id&gt;</c>.</summary>
    public string? NetworkMode { get; init; }

    /// <summary>Bytes; ramdisks (tmpfs pages) count against it.</summary>
    public long? Memory { get; init; }

    /// <summary>Bytes of memory and swap together; equal to <see cref="Memory"/> means no swap.</summary>
    public long? MemorySwap { get; init; }

    /// <summary>CPU limit in billionths of a core.</summary>
    [JsonPropertyName("NanoCpus")]
    public long? NanoCPUs { get; init; }

    /// <summary>Processes and threads; 0 or -1 is without limit.</summary>
    public long? PidsLimit { get; init; }

    /// <summary>Path to mount options, such as <c>rw,noexec,size=16777216,mode=1777</c>.</summary>
    public IReadOnlyDictionary<string, string>? Tmpfs { get; init; }

    public bool? ReadonlyRootfs { get; init; }

    public IReadOnlyList<string>? CapDrop { get; init; }

    public IReadOnlyList<string>? CapAdd { get; init; }

    public IReadOnlyList<string>? SecurityOpt { get; init; }

    public LogConfig? LogConfig { get; init; }

    public bool? Init { get; init; }

    public IReadOnlyList<Ulimit>? Ulimits { get; init; }

    public RestartPolicy? RestartPolicy { get; init; }

    public bool? AutoRemove { get; init; }

    /// <summary>Name of a runtime of <see cref="SystemInfoResponse.Runtimes"/>.</summary>
    public string? Runtime { get; init; }

    /// <summary>A path for the cgroupfs driver, a <c>.slice</c> name for systemd's.</summary>
    public string? CgroupParent { get; init; }

    /// <summary>-1000 to 1000.</summary>
    public int? OomScoreAdj { get; init; }

    public string? IpcMode { get; init; }

    /// <summary>OCI annotations; Engines below API 1.43 ignore them.</summary>
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    /// <summary><c>name:address</c> each.</summary>
    public IReadOnlyList<string>? ExtraHosts { get; init; }

    [JsonPropertyName("Dns")]
    public IReadOnlyList<string>? DNS { get; init; }

    public IReadOnlyDictionary<string, string>? Sysctls { get; init; }

    /// <summary>Keys such as <c>8080/tcp</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<PortBinding>>? PortBindings { get; init; }

    public IReadOnlyList<Mount>? Mounts { get; init; }

    /// <summary>Bytes of /dev/shm.</summary>
    public long? ShmSize { get; init; }

    /// <summary><c>host path:container path[:options]</c> each.</summary>
    public IReadOnlyList<string>? Binds { get; init; }
}
