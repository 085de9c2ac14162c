using System.CommandLine;
using System.Security.Cryptography;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Ports;
using ScaleSim.Core.Specs;
using ScaleSim.Simulator.ClusterFiles;
using ScaleSim.Simulator.Launch;

namespace ScaleSim.Simulator.Commands;

/// <summary>The flags that describe a cluster, shared by run, up, plan, doctor and bench.</summary>
/// <param name="workers">What <c>--workers</c> is.</param>
/// <param name="fallback">Its value where nobody gives one.</param>
internal sealed class RunFlags(string workers = "Workers to start.", int fallback = RunOptions.DefaultWorkers)
{
    private readonly Option<int> _workers = Flags.Int("--workers", 1, ClusterSpec.WorkersMax, workers, fallback);

    private readonly Option<int?> _perNode = Flags.OptionalInt(
        "--workers-per-node",
        1,
        ClusterSpec.WorkersMax,
        $"Workers packed on a node, which share its address. Default: {Planner.WorkersPerNodeDefault}, more where the "
            + "nodes would not fit on one bridge.");

    private readonly Option<string?> _name = Flags.Text("--name", "The cluster's name, a DNS label.");

    private readonly Option<long> _ramdisk = Flags.Size("--ramdisk", "Size of each worker's ramdisk.", "16MiB");

    private readonly Option<long> _memory = Flags.Size(
        "--memory", "Memory of each worker's program; its ramdisk comes on top.", "32MiB");

    private readonly Option<bool> _strictMemory = Flags.Switch(
        "--strict-memory", "Refuse a cluster that would not fit with every limit reached, not only warn.");

    private readonly Option<double?> _cpus = Flags.OptionalDouble(
        "--cpus", "Cores that each worker may use, such as 0.25.");

    private readonly Option<PortRange> _ports = Flags.Ports();

    private readonly Option<Exposure> _expose = Flags.Choice(
        "--expose", "How the host reaches the workers: routed to (direct) or published on 127.0.0.1.", Exposure.Auto);

    private readonly Option<int?> _concurrency = Flags.OptionalInt(
        "--concurrency", 1, StartOptions.ConcurrencyMax, "Requests in flight at the engine. Default: twice its cores.");

    private readonly Option<string?> _runtime = Flags.Text("--runtime", "The OCI runtime, such as crun.");

    private readonly Option<ShimSharing> _shim = Flags.Choice(
        "--shim", "One containerd shim per worker, or per node (API 1.43); auto: per node if possible.",
        ShimSharing.Auto);

    private readonly Option<EngineKind> _engine = Flags.Choice(
        "--engine", "What makes the workers exist.", EngineKind.Docker);

    private readonly Option<int?> _seed = Flags.OptionalInt(
        "--seed", 0, int.MaxValue, "Seed of all that is chosen at random. Default: a new one, in the report.");

    private readonly Option<TimeSpan?> _startTimeout = Flags.Duration(
        "--start-timeout", "Time until all workers are registered. Default: 60s and 1s per 5 workers.");

    private readonly Option<ExternalMasterSpec?> _master = Flags.Master();

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])
        [
            _workers, _perNode, _name, _ramdisk, _memory, _strictMemory, _cpus, _ports, _expose, _concurrency,
            _runtime, _shim, _engine, _seed, _startTimeout, _master,
        ])
        {
            command.Options.Add(option);
        }
    }

    /// <param name="file">The cluster file, which given flags override; null for the reference system.</param>
    /// <param name="defaultName">The cluster's name where nobody gives one.</param>
    /// <param name="takesFileName">Whether the file may give it.</param>
    public RunOptions Read(ParseResult parsed, ClusterFile? file, string defaultName, bool takesFileName)
    {
        SpecFlags flags = ReadFlags(parsed);
        string name = flags.Name ?? (takesFileName ? file?.Name : null) ?? defaultName;
        int seed = flags.Seed
            ?? (file is { HasSeed: true } ? file.Spec.Seed : RandomNumberGenerator.GetInt32(int.MaxValue));
        flags = flags with { Name = name, Seed = seed };
        ClusterSpec spec = RequestedSpec.Of(file, flags);
        return new RunOptions
        {
            Name = name,
            File = file,
            Spec = spec,
            HasWorkers = flags.Workers is not null,
            Concurrency = parsed.GetValue(_concurrency),
            Engine = parsed.GetValue(_engine),
            Seed = seed,
            StartTimeout = parsed.GetValue(_startTimeout),
        };
    }

    private SpecFlags ReadFlags(ParseResult parsed) => new()
    {
        Name = parsed.GetValue(_name),
        Workers = Flags.IsGiven(parsed, _workers) ? parsed.GetValue(_workers) : null,
        WorkersPerNode = parsed.GetValue(_perNode),
        RamdiskBytes = Flags.IsGiven(parsed, _ramdisk) ? parsed.GetValue(_ramdisk) : null,
        MemoryBytes = Flags.IsGiven(parsed, _memory) ? parsed.GetValue(_memory) : null,
        StrictMemory = Flags.IsGiven(parsed, _strictMemory) ? parsed.GetValue(_strictMemory) : null,
        Cpus = parsed.GetValue(_cpus),
        Ports = Flags.IsGiven(parsed, _ports) ? parsed.GetValue(_ports) : null,
        Expose = Flags.IsGiven(parsed, _expose) ? parsed.GetValue(_expose) : null,
        Runtime = parsed.GetValue(_runtime),
        Shim = Flags.IsGiven(parsed, _shim) ? parsed.GetValue(_shim) : null,
        Seed = parsed.GetValue(_seed),
        Master = parsed.GetValue(_master),
    };
}
