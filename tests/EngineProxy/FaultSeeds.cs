using System.Globalization;

namespace ScaleSim.EngineProxy;

/// <summary>
/// The seeds that tests of misbehaving Engines run with: those of SCALESIM_FAULT_SEEDS (<c>1 2 3</c>), or a few.
/// </summary>
public static class FaultSeeds
{
    public const string Variable = "SCALESIM_FAULT_SEEDS";

    /// <summary>As rows of a theory.</summary>
    /// <param name="usual">Where nobody names others.</param>
    public static IEnumerable<object[]> Rows(params IEnumerable<int> usual)
    {
        string[] named = (Environment.GetEnvironmentVariable(Variable) ?? "")
            .Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        IEnumerable<int> seeds = named.Length == 0
            ? usual
            : named.Select(seed => int.Parse(seed, CultureInfo.InvariantCulture));
        return seeds.Select(seed => new object[] { seed });
    }
}
