namespace ScaleSim.Core.Engines;

/// <summary>A line that a worker printed, without its end of line.</summary>
/// <param name="IsError">Whether it came from standard error.</param>
/// <param name="Text">With the engine's time in front where it was asked for.</param>
public sealed record LogLine(bool IsError, string Text);
