namespace ScaleSim.Simulator.ClusterFiles.Model;

/// <summary>Bits per second, written as <c>100Mbit</c>.</summary>
internal readonly record struct FileRate(long Bits);
