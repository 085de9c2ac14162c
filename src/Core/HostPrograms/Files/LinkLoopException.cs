namespace ScaleSim.Core.HostPrograms.Files;

/// <summary>More symbolic links than the kernel follows: they lead round in a circle.</summary>
internal sealed class LinkLoopException(string path) : IOException($"symbolic links lead round in a circle at {path}");
