namespace ScaleSim.Core.Specs;

/// <summary>Finds names that are given more than once.</summary>
internal static class Duplicates
{
    /// <summary>Each such name with the place, from 0, at which it comes for the second time.</summary>
    public static IEnumerable<(string Name, int Index)> PlacesOf(IEnumerable<string> names) =>
        names.Select((name, index) => (Name: name, Index: index))
            .GroupBy(place => place.Name, StringComparer.Ordinal)
            .Where(same => same.Count() > 1)
            .Select(same => same.ElementAt(1));

    public static IEnumerable<string> Of(IEnumerable<string> names) =>
        names.GroupBy(name => name, StringComparer.Ordinal)
            .Where(same => same.Count() > 1)
            .Select(same => same.Key);
}
