namespace ScaleSim.Core.Specs.Workers;

/// <summary>A file or directory of the host that a worker sees.</summary>
/// <param name="Source">A template: an absolute path on the engine's host, which must exist.</param>
/// <param name="Target">An absolute path in the worker.</param>
/// <param name="ReadOnly">Whether the worker may only read it.</param>
public sealed record MountSpec(string Source, string Target, bool ReadOnly = true);
