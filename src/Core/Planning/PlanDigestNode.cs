namespace ScaleSim.Core.Planning;

/// <summary>A node's part of a <see cref="PlanDigest"/>.</summary>
internal readonly record struct PlanDigestNode(string Name, int FirstWorker, int WorkerCount, int Slots);
