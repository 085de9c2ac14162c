namespace ScaleSim.ReferenceMaster.Workers;

/// <summary>What makes two workers the same one: two that claim one name from different places are two.</summary>
/// <param name="Name">The worker's name.</param>
/// <param name="Address">The address that it advertises.</param>
/// <param name="DataPort">The port that it serves blocks on.</param>
internal readonly record struct WorkerKey(string Name, string Address, int DataPort);
