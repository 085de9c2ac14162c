namespace ScaleSim.Core.Hosts.Programs;

/// <summary>How a program on the host ended.</summary>
/// <param name="ExitCode">Null when it could not be started or was ended; <paramref name="Problem"/> says why.</param>
/// <param name="IsTruncated">Whether it printed more than was kept.</param>
/// <param name="Problem">A sentence's end, such as <c>can't be started: ...</c>; null when it ended itself.</param>
public sealed record ProgramResult(int? ExitCode, string Output, string Error, bool IsTruncated, string? Problem);
