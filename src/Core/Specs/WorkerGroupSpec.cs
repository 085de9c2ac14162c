using ScaleSim.Core.Planning;
using System.Text.Json.Serialization;
using ScaleSim.Core.Ramdisks;
using ScaleSim.Core.Specs.Images;
using ScaleSim.Core.Specs.Probes;
using ScaleSim.Core.Specs.Workers;

namespace ScaleSim.Core.Specs;

/// <summary>
/// Workers that are alike. Strings marked as templates may hold placeholders such as <c>{node.ip}</c>.
/// </summary>
public sealed record WorkerGroupSpec
{
    /// <value>The program's memory when nobody says otherwise: 32 MiB.</value>
    public const long DefaultMemoryBytes = 32L << 20;

    /// <value>The Engine's own minimum of a memory limit: 6 MiB.</value>
    public const long MemoryBytesMin = 6L << 20;

    /// <value>The most memory of one worker: 1 TiB, so that no sum over a cluster overflows.</value>
    public const long MemoryBytesMax = 1L << 40;

    /// <value>The Engine's own minimum of a CPU limit: 1 ms in each period of 100 ms.</value>
    public const double CpusMin = 0.01;

    /// <value>
    /// The least process limit: an OCI runtime's first process holds several threads inside the limit before it
    /// becomes the program.
    /// </value>
    public const int PidsMin = 16;

    /// <value>The least timer slack: below it the kernel's own, 50 µs, is about as good.</value>
    public static readonly TimeSpan TimerSlackMin = TimeSpan.FromMilliseconds(0.1);

    /// <value>The most timer slack: later than that, a heartbeat is a lost worker.</value>
    public static readonly TimeSpan TimerSlackMax = TimeSpan.FromSeconds(1);

    /// <value>A DNS label; the only group is called <c>worker</c>, and so are its workers: <c>worker-0007</c>.</value>
    public string Name { get; init; } = "worker";

    public required int Count { get; init; }

    public required ImageSpec Image { get; init; }

    /// <value>Templates: the program and its arguments inside the image; empty for the image's own.</value>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <value>A user's name in the image, <c>uid</c> or <c>uid:gid</c>; null for the image's own.</value>
    public string? User { get; init; }

    /// <value>An absolute path in the worker; null for the image's own.</value>
    public string? WorkingDirectory { get; init; }

    /// <value>Names to templates.</value>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <value>The ports that each worker listens on, in the order in which numbers are given out.</value>
    public IReadOnlyList<PortSpec> Ports { get; init; } = [];

    public IReadOnlyList<RamdiskSpec> Ramdisks { get; init; } = [];

    /// <value>Memory of the program alone, in bytes; the container's limit adds its ramdisks (MemoryModel).</value>
    public long MemoryBytes { get; init; } = DefaultMemoryBytes;

    /// <value>Private memory of one idle program in bytes, as measured; null when nobody has measured it.</value>
    public long? IdleMemoryBytes { get; init; }

    /// <value>Cores a worker may use, for example 0.25; null for no limit.</value>
    public double? Cpus { get; init; }

    /// <value>The most processes and threads that a worker may have.</value>
    public int Pids { get; init; } = 128;

    /// <value>
    /// Whether the root file system is read-only; null for the usual: true where ScaleSim makes the image, false for
    /// other people's, which mostly write somewhere.
    /// </value>
    public bool? ReadOnlyRoot { get; init; }

    /// <value>Names such as <c>nofile</c> to limits; the engine always gets <c>nofile</c>.</value>
    public IReadOnlyDictionary<string, UlimitSpec> Ulimits { get; init; } = new Dictionary<string, UlimitSpec>();

    /// <value>Names such as <c>net.core.somaxconn</c> to values; those of <c>net.</c> need a node each.</value>
    public IReadOnlyDictionary<string, string> Sysctls { get; init; } = new Dictionary<string, string>();

    /// <value>Names such as <c>SYS_NICE</c> without <c>CAP_</c>; none unless the spec says so.</value>
    public IReadOnlyList<string> Capabilities { get; init; } = [];

    /// <value>Size of <c>/dev/shm</c>; null for the engine's own, 64 MiB. It is charged to the memory limit.</value>
    public long? ShmSizeBytes { get; init; }

    /// <value>
    /// By how much a worker's timers may be late, so that the kernel wakes many workers at once (prctl(2),
    /// PR_SET_TIMERSLACK); null for the kernel's own, 50 µs.
    /// </value>
    public TimeSpan? TimerSlack { get; init; }

    public LogSpec Logs { get; init; } = new();

    public IReadOnlyList<MountSpec> Mounts { get; init; } = [];

    public IReadOnlyList<FileSpec> Files { get; init; } = [];

    public RestartSpec Restart { get; init; } = RestartSpec.Never;

    /// <value>Such as <c>SIGTERM</c>; null for the image's own.</value>
    public string? StopSignal { get; init; }

    /// <value>Time from that signal to SIGKILL; null for the engine's own, 10 s.</value>
    public TimeSpan? StopTimeout { get; init; }

    /// <value>A template: the worker's own hostname; null for its node's. It needs one worker to a node.</value>
    public string? Hostname { get; init; }

    /// <value>What a node's interface carries; null for no bound.</value>
    public NetworkLimitSpec? Network { get; init; }

    /// <value>
    /// Workers packed on one node; null for the planner's choice: 1 where <see cref="NeedsOwnNode"/>, else
    /// Planner.WorkersPerNodeDefault, and more where needed.
    /// </value>
    public int? PerNode { get; init; }

    public ProbeSpec? Ready { get; init; }

    /// <value><see cref="ReadOnlyRoot"/>, decided.</value>
    [JsonIgnore]
    public bool HasReadOnlyRoot => ReadOnlyRoot
        ?? (Image is HostImageSpec
            || (Image is TagImageSpec image && image.Tag.StartsWith("scalesim/", StringComparison.Ordinal)));

    /// <value>Whether a key is used in which workers of one node can't differ, since they share its network.</value>
    [JsonIgnore]
    public bool NeedsOwnNode => Hostname is not null
        || Ports.Any(port => port.Number is not null)
        || Sysctls.Keys.Any(SharedKeys.IsOfNetwork);
}
