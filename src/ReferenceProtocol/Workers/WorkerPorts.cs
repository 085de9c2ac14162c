namespace ScaleSim.ReferenceProtocol.Workers;

/// <summary>The TCP ports of a worker, the same inside its container and outside.</summary>
/// <param name="Data">Where blocks are put and got.</param>
/// <param name="Web">Where <c>/health</c> and <c>/metrics</c> are.</param>
public sealed record WorkerPorts(int Data, int Web);
