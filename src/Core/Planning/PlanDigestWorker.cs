namespace ScaleSim.Core.Planning;

/// <summary>A worker's part of a <see cref="PlanDigest"/>.</summary>
internal readonly record struct PlanDigestWorker(string Name, int Node, IEnumerable<int> Ports, long MemoryLimitBytes);
