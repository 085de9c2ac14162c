namespace ScaleSim.Simulator.ClusterFiles.Model;

/// <summary>A port's number; null for one that the plan gives out.</summary>
internal readonly record struct PortNumber(int? Number);
