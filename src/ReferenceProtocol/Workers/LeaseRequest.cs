namespace ScaleSim.ReferenceProtocol.Workers;

/// <summary>What a worker sends before it registers: only so many workers may register at once, so that a storm of a
/// thousand is absorbed instead of answered slowly.</summary>
/// <param name="Run">The run that the worker belongs to; a master of another run refuses it.</param>
/// <param name="Name">The worker's name.</param>
/// <param name="Address">The address that it advertises.</param>
public sealed record LeaseRequest(string Run, string Name, string Address);
