using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;
using ScaleSim.Simulator.Doctor.Host;

namespace ScaleSim.Simulator.Doctor;

/// <summary>What the checks may know and use.</summary>
internal sealed record DoctorContext
{
    /// <value>The cluster that the machine is to carry.</value>
    public required ClusterSpec Spec { get; init; }

    /// <value>What the spec asks of a machine.</value>
    public required ClusterDemand Demand { get; init; }

    /// <value>Null when no engine answers.</value>
    public EngineFacts? Engine { get; init; }

    /// <value>Why no engine answers.</value>
    public Exception? EngineFailure { get; init; }

    /// <value>The engine's unix socket, such as /var/run/docker.sock; null where it is reached in another way.</value>
    public string? EngineSocket => Host.Engine.Socket;

    /// <value>With no engine: this machine as an engine on it would see it.</value>
    public required HostFacts Host { get; init; }

    public required IHostFiles Files { get; init; }

    public required IHostCommands Commands { get; init; }

    public required IKernelSettings Settings { get; init; }

    /// <value>Whether this process may change the machine's routes.</value>
    public bool IsRoot { get; init; }

    /// <value>Whether what can safely be put right is to be (--fix).</value>
    public DoctorRepairMode Repair { get; init; }

    /// <value>Whether each port is published on the host instead of reached at its node.</value>
    public bool IsPublished => EngineFit.ExposureOf(Spec, Host.Engine) == Exposure.Published;

    /// <summary>The same with the machine's facts read anew: after something was changed.</summary>
    public DoctorContext Again() => this with { Host = new HostFactsReader(Files).Read(Host.Engine) };

    /// <value>Why this machine's kernel says nothing about the workers; null when they run, or would, on it.</value>
    public string? NotThisMachine => Engine switch
    {
        { Kind: "fake" } => "The fake engine starts no containers.",
        { IsLocal: false } => "The engine is on another machine or in a virtual one; run doctor there.",
        _ => null,
    };
}
