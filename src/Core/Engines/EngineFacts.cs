namespace ScaleSim.Core.Engines;

/// <summary>What an engine says of itself and its machine.</summary>
public sealed record EngineFacts
{
    /// <value><c>docker</c> or <c>fake</c>.</value>
    public required string Kind { get; init; }

    public required string Version { get; init; }

    /// <value>The Engine API version in use, such as 1.41; 0.0 where there is none.</value>
    public Version ApiVersion { get; init; } = new(0, 0);

    /// <value>Whether the host that ScaleSim runs on can route to the nodes' addresses.</value>
    public required bool IsLocal { get; init; }

    public required int Cores { get; init; }

    /// <value>Memory of the engine's machine, in bytes.</value>
    public required long MemoryBytes { get; init; }

    public string DefaultRuntime { get; init; } = "";

    public IReadOnlyList<string> Runtimes { get; init; } = [];

    public string KernelVersion { get; init; } = "";

    public string OperatingSystem { get; init; } = "";

    public string CgroupDriver { get; init; } = "";

    public string CgroupVersion { get; init; } = "";

    /// <value>The unix socket that it was reached at; null where it was reached in another way.</value>
    public string? Socket { get; init; }

    /// <value>Where it keeps images, containers and their logs; empty where it does not say.</value>
    public string DataRoot { get; init; } = "";

    /// <value>What keeps images and containers apart, such as <c>overlay2</c>.</value>
    public string StorageDriver { get; init; } = "";

    /// <value>What becomes of a container's output where nobody says, such as <c>json-file</c>.</value>
    public string LogDriver { get; init; } = "";

    /// <value>All that could become of it; empty where the engine does not say.</value>
    public IReadOnlyList<string> LogDrivers { get; init; } = [];

    /// <value>Whether containers live on while the engine restarts.</value>
    public bool LivesThroughRestart { get; init; }

    /// <value>The networks that it cuts others' from where nobody names one, as CIDR texts.</value>
    public IReadOnlyList<string> AddressPools { get; init; } = [];

    /// <value>Whether its containers run in Docker Desktop's virtual machine.</value>
    public bool IsDesktop { get; init; }

    /// <value>Networks that the engine has, ScaleSim's and others', as CIDR texts.</value>
    public IReadOnlyList<string> Subnets { get; init; } = [];

    /// <value>
    /// Why this engine can't bound what a node's network carries, as the middle of a sentence; null where it can.
    /// </value>
    public string? NoNetworkRate { get; init; }

    /// <value>Why this engine can't set a worker's timer slack, likewise; null where it can.</value>
    public string? NoTimerSlack { get; init; }

    /// <value>Host ports that the engine's containers publish.</value>
    public IReadOnlyList<int> PublishedPorts { get; init; } = [];
}
