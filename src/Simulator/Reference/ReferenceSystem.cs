using ScaleSim.Core.Ramdisks;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Probes;
using ScaleSim.Core.Specs.Registrations;
using ScaleSim.ReferenceProtocol;

namespace ScaleSim.Simulator.Reference;

/// <summary>
/// The reference system as a spec: nothing in it that a cluster file of any other system could not say.
/// </summary>
internal static class ReferenceSystem
{
    /// <value>The image that ScaleSim makes itself, from the worker beside the executable.</value>
    public const string Image = "scalesim/worker";

    public const string DataPort = "data";
    public const string WebPort = "web";
    public const string RamdiskPath = "/ramdisk";
    public const string JournalFile = "reference-master.journal";

    // Measured: 3.8 MB private (Private_Clean + Private_Dirty of smaps_rollup), 50 s after the start, five workers.
    private const long IdleMemoryBytes = 4_000_000;

    /// <value>The master's program, published beside the executable at build time.</value>
    public static string MasterProgram { get; } =
        Path.Combine(AppContext.BaseDirectory, "reference-master", "scalesim-reference-master");

    public static ClusterSpec CreateSpec(ReferenceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new ClusterSpec
        {
            Name = options.Name,
            Groups = [Group(options)],
            Master = Master(options),
            Registered = new RegistrationSpec
            {
                Query = new HttpQuerySpec(Routes.Workers),
                Select = new JsonSelectionSpec("$[?(@.state == 'live')].name"),
            },
        };
    }

    private static WorkerGroupSpec Group(ReferenceOptions options) => new()
    {
        Count = options.Workers,
        Image = Image,
        Command = ["worker"],
        Environment = WorkerEnvironment,
        Ports = [DataPort, WebPort],
        Ramdisks = [new RamdiskSpec(RamdiskPath, RamdiskSpec.DefaultSizeBytes)],
        IdleMemoryBytes = IdleMemoryBytes,
        Ready = new HttpProbeSpec(WebPort, Routes.Health),
    };

    private static Dictionary<string, string> WorkerEnvironment => new()
    {
        ["SCALESIM_WORKER_NAME"] = "{worker.name}",
        ["SCALESIM_WORKER_INDEX"] = "{worker.index}",
        ["SCALESIM_WORKER_HOST"] = "{worker.host}",
        ["SCALESIM_WORKER_ADDRESS"] = "{node.ip}",
        ["SCALESIM_PORT_DATA"] = "{ports.data}",
        ["SCALESIM_PORT_WEB"] = "{ports.web}",
        ["SCALESIM_RAMDISK"] = "{ramdisk.path}",
        ["SCALESIM_MEMORY"] = "{worker.memory}",
        ["SCALESIM_MASTER"] = "{master.host}:{master.port}",
        ["SCALESIM_RUN"] = "{run.id}",
        ["SCALESIM_SEED"] = "{seed}",
    };

    private static MasterSpec Master(ReferenceOptions options) => options.ExternalMasterHost is { } host
        ? WithMetrics(new ExternalMasterSpec { Host = host, Port = options.MasterPort })
        : WithMetrics(new ProcessMasterSpec
        {
            Port = options.MasterPort,
            Command = MasterCommand(options),
            Ready = new HttpProbeSpec(null, Routes.Health),
        });

    // The page is the same wherever the master runs.
    private static MasterSpec WithMetrics(MasterSpec master) => master with
    {
        MetricsPath = Routes.Metrics,
        RequestsMetric = MetricNames.Requests,
        LatencyMetric = MetricNames.RequestSeconds,
    };

    // The journal's path is relative: the keeper starts a master in the cluster's own folder, which goes with it.
    private static string[] MasterCommand(ReferenceOptions options) =>
    [
        Literal(MasterProgram), "--listen", $"{{network.gateway}}:{options.MasterPort}", "--run", "{run.id}",
        "--seed", "{seed}", "--expected-workers", "{cluster.workers}", "--journal", JournalFile,
    ];

    // A path may have braces, and in a template those are placeholders.
    private static string Literal(string text) =>
        text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
}
