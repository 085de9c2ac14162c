namespace ScaleSim.Core.Checks;

/// <summary>Choosing some of many, the same ones for the same seed.</summary>
public static class Samples
{
    /// <summary>At most <paramref name="countMax"/> different items, in their own order.</summary>
    public static IReadOnlyList<T> Take<T>(IReadOnlyList<T> items, int countMax, Random random)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(random);
        if (items.Count <= countMax)
        {
            return items;
        }

        int[] places = [.. Enumerable.Range(0, items.Count)];
        random.Shuffle(places);
        return [.. places.Take(countMax).Order().Select(place => items[place])];
    }
}
