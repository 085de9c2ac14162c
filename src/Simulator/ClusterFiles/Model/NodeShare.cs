namespace ScaleSim.Simulator.ClusterFiles.Model;

/// <summary>Workers on a node; null for the planner's choice.</summary>
internal readonly record struct NodeShare(int? Count);
