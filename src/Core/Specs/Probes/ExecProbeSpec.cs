namespace ScaleSim.Core.Specs.Probes;

/// <summary>
/// A command ends with exit code 0: inside the worker, or on the host for a master. Each look at a worker starts a
/// process through the engine's daemons, which is dear with a thousand of them.
/// </summary>
/// <param name="Command">Templates.</param>
public sealed record ExecProbeSpec(IReadOnlyList<string> Command) : ProbeSpec;
