namespace ScaleSim.Core.Engines;

/// <summary>How a command in a node or worker ended.</summary>
public sealed record ExecResult(int ExitCode, string Output, string Error);
