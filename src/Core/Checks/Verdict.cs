namespace ScaleSim.Core.Checks;

/// <summary>How a check ended.</summary>
public enum Verdict
{
    Passed,
    Failed,

    /// <summary>The check has no meaning here; the message says why.</summary>
    NotApplicable,

    /// <summary>The check has a meaning but could not be made, for example for want of root.</summary>
    NotChecked,
}
