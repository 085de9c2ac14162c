namespace ScaleSim.Simulator.ClusterFiles.Model;

/// <summary>Permissions, written as <c>0644</c>; always four digits.</summary>
internal readonly record struct FilePermissions(string Digits);
