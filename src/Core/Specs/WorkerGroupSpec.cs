using ScaleSim.Core.Planning;
using ScaleSim.Core.Ramdisks;

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

    /// <value>A DNS label; the only group is called <c>worker</c>, and so are its workers: <c>worker-0007</c>.</value>
    public string Name { get; init; } = "worker";

    public required int Count { get; init; }

    /// <value>
    /// The image by a name that the engine holder resolves; the reference image is <c>scalesim/worker</c>.
    /// </value>
    public required string Image { get; init; }

    /// <value>Templates: the program and its arguments inside the image; empty for the image's own.</value>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <value>Names to templates.</value>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <value>Names of the ports that each worker listens on, in the order in which numbers are given out.</value>
    public IReadOnlyList<string> Ports { get; init; } = [];

    public IReadOnlyList<RamdiskSpec> Ramdisks { get; init; } = [];

    /// <value>Memory of the program alone, in bytes; the container's limit adds its ramdisks (MemoryModel).</value>
    public long MemoryBytes { get; init; } = DefaultMemoryBytes;

    /// <value>Private memory of one idle program in bytes, as measured; null when nobody has measured it.</value>
    public long? IdleMemoryBytes { get; init; }

    /// <value>Cores a worker may use, for example 0.25; null for no limit.</value>
    public double? Cpus { get; init; }

    /// <value>The most processes and threads that a worker may have.</value>
    public int Pids { get; init; } = 128;

    public bool ReadOnlyRoot { get; init; } = true;

    /// <value>
    /// Workers packed on one node; null for the default (Planner.WorkersPerNodeDefault, more where needed).
    /// </value>
    public int? PerNode { get; init; }

    public ReadySpec? Ready { get; init; }
}
