namespace ScaleSim.Simulator.ClusterFiles.Model;

/// <summary>Bytes, written as <c>64MiB</c>.</summary>
internal readonly record struct FileSize(long Bytes);
