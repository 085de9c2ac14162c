namespace ScaleSim.Core.Specs.Workers;

/// <summary>A resource limit of each process (setrlimit(2)).</summary>
/// <param name="Soft">What a process has; -1 for no limit.</param>
/// <param name="Hard">What it may raise it to; -1 for no limit.</param>
public sealed record UlimitSpec(long Soft, long Hard);
