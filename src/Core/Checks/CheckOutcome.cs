namespace ScaleSim.Core.Checks;

/// <summary>What a check found, before the runner adds its name and time.</summary>
/// <param name="Message">One sentence with figures; for a failure three parts, naming workers.</param>
public sealed record CheckOutcome(Verdict Verdict, string Message)
{
    public static CheckOutcome Passed(string message) => new(Verdict.Passed, message);

    public static CheckOutcome Failed(string message) => new(Verdict.Failed, message);

    public static CheckOutcome NotApplicable(string reason) => new(Verdict.NotApplicable, reason);

    public static CheckOutcome NotChecked(string reason) => new(Verdict.NotChecked, reason);
}
