namespace ScaleSim.ReferenceProtocol.Workers;

/// <summary>Where a worker can be reached, as it advertised itself.</summary>
/// <param name="Session">The registration that this location comes from; a later registration has another one.</param>
/// <param name="Name">The worker's name, such as <c>worker-0007</c>.</param>
/// <param name="Host">The worker's full DNS name.</param>
/// <param name="Address">The IP address of the worker's node.</param>
/// <param name="Ports">The worker's ports.</param>
public sealed record WorkerLocation(string Session, string Name, string Host, string Address, WorkerPorts Ports);
