using ScaleSim.Core.Specs.Images;
using ScaleSim.Core.Specs.Workers;

namespace ScaleSim.Simulator.ClusterFiles.Model;

/// <summary>Workers that are alike.</summary>
[ShortForm(nameof(Count))]
internal sealed record GroupKeys : KeyTable
{
    [Key(
        "How many workers.",
        Default = "100, in 'groups' 1",
        Example = "100",
        Min = 1,
        Max = ScaleSim.Core.Specs.ClusterSpec.WorkersMax)]
    public int? Count { get; init; }

    [Key(
        "The image by its tag. One of 'image', 'archive' and 'fromHost' is needed, but for 'master: "
            + "reference'.",
        Example = "redis:7")]
    public string? Image { get; init; }

    [Key(
        "When 'image' is pulled from its registry.",
        Default = "missing",
        Example = "never")]
    public ImagePull? Pull { get; init; }

    [Key(
        "The image as a file that 'docker save' wrote: its path, beside the cluster file.",
        Example = "worker.tar")]
    public ArchiveKeys? Archive { get; init; }

    [Key(
        "An image made of programs and files of this machine, with the shared libraries that they "
            + "need: a list of paths.",
        Example = "[/usr/bin/redis-server]")]
    public HostImageKeys? FromHost { get; init; }

    [Key(
        "The program and its arguments, with placeholders; never passed through a shell. Default: the "
            + "image's own.",
        Example = "[redis-server, --port, '{ports.redis}']")]
    public Words? Command { get; init; }

    [Key(
        "A user's name in the image, uid or uid:gid. Default: the image's own.",
        Example = "1000:1000")]
    public string? User { get; init; }

    [Key(
        "An absolute path in the worker. Default: the image's own.",
        Example = "/var/lib/worker")]
    public string? WorkingDirectory { get; init; }

    [Key(
        "Environment variables, with placeholders. ${NAME} and ${NAME:-default} are taken from the "
            + "caller's environment; $$ is a dollar sign.",
        Example = "{ADDRESS: '{node.ip}:{ports.redis}'}",
        List = ListForm.Pairs)]
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    [Key(
        "Ports that each worker listens on, by name: a list of names whose numbers the plan gives "
            + "out, or a mapping of names to numbers or 'auto'. A fixed number needs workers with addresses "
            + "of their own (perNode: 1).",
        Example = "[rpc, web]",
        List = ListForm.Names)]
    public IReadOnlyDictionary<string, PortNumber>? Ports { get; init; }

    [Key(
        "Memory file systems of each worker.",
        Example = "[{path: /ramdisk, size: 64MiB}]")]
    public IReadOnlyList<RamdiskKeys>? Ramdisks { get; init; }

    [Key(
        "Memory of each worker's program; its ramdisks come on top.",
        Default = "32MiB",
        Example = "256MiB")]
    public FileSize? Memory { get; init; }

    [Key(
        "Private memory of one idle worker, as you have measured it; plans count with it.",
        Example = "12MiB")]
    public FileSize? IdleMemory { get; init; }

    [Key(
        "Cores that each worker may use. Default: no limit.",
        Example = "0.25",
        Min = 0.01,
        Max = 100000)]
    public double? Cpus { get; init; }

    [Key(
        "Processes and threads that each worker may have.",
        Default = "128",
        Example = "512",
        Min = 16,
        Max = 4194304)]
    public int? Pids { get; init; }

    [Key(
        "Whether the root file system is read-only.",
        Default = "true with 'fromHost', else false",
        Example = "true")]
    public bool? ReadOnlyRoot { get; init; }

    [Key(
        "Resource limits of each process by name: a number for both, or soft and hard; -1 for no limit.",
        Example = "{nofile: 65536}")]
    public IReadOnlyDictionary<string, UlimitKeys>? Ulimits { get; init; }

    [Key(
        "Kernel parameters of the worker. Those of net. need workers with addresses of their own "
            + "(perNode: 1).",
        Example = "{net.core.somaxconn: 1024}")]
    public IReadOnlyDictionary<string, string>? Sysctls { get; init; }

    [Key(
        "Kernel capabilities that the worker keeps, without CAP_.",
        Default = "[]",
        Example = "[SYS_NICE]")]
    public IReadOnlyList<string>? Capabilities { get; init; }

    [Key(
        "Size of /dev/shm; it is charged to the memory limit. Default: the engine's, 64MiB.",
        Example = "128MiB")]
    public FileSize? ShmSize { get; init; }

    [Key(
        "By how much a worker's timers may be late, from 0.1ms to 1s, so that the kernel wakes many workers at once: "
            + "a hundred programs that poll each millisecond else keep a core busy. It needs root, and lasts until "
            + "the engine restarts a worker by its policy. Default: the kernel's, 50 µs.",
        Example = "20ms")]
    public TimeSpan? TimerSlack { get; init; }

    [Key(
        "What the engine keeps of each worker's output.",
        Example = "{maxSize: 4MiB, maxFiles: 2}")]
    public LogKeys? Logs { get; init; }

    [Key(
        "Files and directories of the engine's host that each worker sees, read-only unless you say "
            + "otherwise.",
        Example = "['/srv/data:/data']")]
    public IReadOnlyList<MountKeys>? Mounts { get; init; }

    [Key(
        "Files written into each worker before it starts, with placeholders.",
        Example = "[{path: /etc/worker.conf, content: 'ip={node.ip}'}]")]
    public IReadOnlyList<FileKeys>? Files { get; init; }

    [Key(
        "Whether the engine starts a worker again that ended with an error: no, on-failure (5 times) "
            + "or on-failure:N.",
        Default = "no",
        Example = "on-failure:3")]
    public RestartSpec? Restart { get; init; }

    [Key(
        "The signal that asks the worker to end. Default: the image's own.",
        Example = "SIGINT")]
    public string? StopSignal { get; init; }

    [Key(
        "Time from that signal to SIGKILL.",
        Default = "10s",
        Example = "30s")]
    public TimeSpan? StopTimeout { get; init; }

    [Key(
        "The worker's own hostname, with placeholders; it needs perNode: 1. Default: its node's.",
        Example = "'worker-{worker.index}'")]
    public string? Hostname { get; init; }

    [Key(
        "What a node's network interface carries.",
        Example = "{rate: 100Mbit}")]
    public NetworkKeys? Network { get; init; }

    [Key(
        "Workers packed on one node, which share its address. auto: 100 where the plan gives every "
            + "port out, 1 where a port is fixed or a key needs it, and more where more than 900 nodes "
            + "would be needed.",
        Default = "auto",
        Example = "1")]
    public NodeShare? PerNode { get; init; }

    [Key(
        "When a worker serves: one of 'tcp', 'http', 'log' and 'exec'. Default: when it runs.",
        Example = "{tcp: rpc}")]
    public ReadyKeys? Ready { get; init; }
}
