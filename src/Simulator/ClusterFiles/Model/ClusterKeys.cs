using ScaleSim.Core.Ports;
using ScaleSim.Core.Specs;

namespace ScaleSim.Simulator.ClusterFiles.Model;

/// <summary>A cluster file.</summary>
internal sealed record ClusterKeys : KeyTable
{
    [Key(
        "The cluster's name: a DNS label of at most 40 characters. 'run' takes it from --name only.",
        Default = "default",
        Example = "nightly")]
    public string? Name { get; init; }

    [Key(
        "The workers: a number, or a mapping with the keys of a group. Beside 'groups' it holds the "
            + "keys that the groups share.",
        Default = "100",
        Example = "{count: 100, image: 'redis:7'}")]
    public GroupKeys? Workers { get; init; }

    [Key(
        "Groups of unlike workers by name. What a group does not say is taken from 'workers'; workers "
            + "are numbered through the groups in this order.",
        Example = "{small: {count: 3, cpus: 1}, large: {cpus: 8}}")]
    public IReadOnlyDictionary<string, GroupKeys>? Groups { get; init; }

    [Key(
        "The master: 'reference', or a mapping with 'process' or 'external'.",
        Example = "{external: 'master.example:9421'}",
        IsRequired = true)]
    public MasterKeys? Master { get; init; }

    [Key(
        "How the master is asked which workers have registered.",
        Example = "{http: /workers, list: '$[*].name'}")]
    public RegisteredKeys? Registered { get; init; }

    [Key(
        "The shape of the start: how a registration storm is made gentle, or sharp.",
        Example = "{rate: 20, jitter: 2s}")]
    public StartKeys? Start { get; init; }

    [Key(
        "Checks of your own by name, made in this order after the general ones.",
        Example = "{lists: {exec: [./list.sh], expect: {contains: ok}}}")]
    public IReadOnlyDictionary<string, CheckKeys>? Checks { get; init; }

    [Key(
        "The ports that are given out: below the kernel's ephemeral range, 32768-60999.",
        Default = "20000-31999",
        Example = "21000-24999")]
    public PortRange? PortRange { get; init; }

    [Key(
        "How the host reaches the workers: routed to (direct) or published on 127.0.0.1.",
        Default = "auto",
        Example = "published")]
    public Exposure? Expose { get; init; }

    [Key(
        "The OCI runtime by the name that the engine knows it by. Default: the engine's.",
        Example = "crun")]
    public string? Runtime { get; init; }

    [Key(
        "One containerd shim per worker, or per node (API 1.43 and later); auto: per node where the engine can.",
        Default = "auto",
        Example = "node")]
    public ShimSharing? Shim { get; init; }

    [Key(
        "Refuse a cluster that would not fit with every limit reached, instead of a warning.",
        Default = "false",
        Example = "true")]
    public bool? StrictMemory { get; init; }

    [Key(
        "The seed of all that is chosen at random. Default: a new one for each run, in the report.",
        Example = "7",
        Min = 0,
        Max = int.MaxValue)]
    public int? Seed { get; init; }
}
