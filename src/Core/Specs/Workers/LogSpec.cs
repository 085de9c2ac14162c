namespace ScaleSim.Core.Specs.Workers;

/// <summary>What the engine keeps of a worker's output.</summary>
/// <param name="MaxSizeBytes">The size at which a file is closed and the next is begun.</param>
/// <param name="MaxFiles">Files kept, the current one included.</param>
public sealed record LogSpec(long MaxSizeBytes = 1L << 20, int MaxFiles = 2);
