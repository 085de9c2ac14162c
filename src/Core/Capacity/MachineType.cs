namespace ScaleSim.Core.Capacity;

/// <summary>A kind of machine that can be had by the hour.</summary>
/// <param name="Name">For example <c>m7i.2xlarge</c>.</param>
/// <param name="MemoryGiB">As its provider states it, in GiB.</param>
/// <param name="DollarsPerHour">Its price in US dollars per hour.</param>
public sealed record MachineType(string Name, string Provider, int Cores, double MemoryGiB, decimal DollarsPerHour);
