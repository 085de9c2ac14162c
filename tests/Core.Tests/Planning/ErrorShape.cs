using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Tests.Planning;

/// <summary>What every message of the planner looks like.</summary>
internal static class ErrorShape
{
    /// <summary>What; why. What next: with at least one value, on one line, and short enough to be read.</summary>
    public static void AssertThreeParts(PlanError error)
    {
        Assert.Matches(@"(?s)^[A-Z0-9].+; .+\. [A-Z].+\.$", error.Message);
        Assert.Matches(@"[0-9']", error.Message);
        Assert.DoesNotContain('\n', error.Message);
        Assert.InRange(error.Message.Length, 40, 1200);
    }
}
