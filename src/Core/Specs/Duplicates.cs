namespace ScaleSim.Core.Specs;

/// <summary>Finds names that are given more than once.</summary>
internal static class Duplicates
{
    public static IEnumerable<string> Of(IEnumerable<string> names) =>
        names.GroupBy(name => name, StringComparer.Ordinal)
            .Where(same => same.Count() > 1)
            .Select(same => same.Key);
}
