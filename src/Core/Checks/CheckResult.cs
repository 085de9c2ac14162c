namespace ScaleSim.Core.Checks;

/// <summary>A check's verdict as reports show it.</summary>
public sealed record CheckResult(
    string Name, CheckLevel Level, Verdict Verdict, string Message, DateTimeOffset StartedAt, TimeSpan Duration);
