namespace ScaleSim.Simulator.ClusterFiles.Model;

/// <summary>A command: a list of words, or one text that is split at blanks.</summary>
internal sealed record Words(IReadOnlyList<string> Items);
