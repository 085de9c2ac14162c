namespace ScaleSim.Core.Planning;

/// <summary>Finds things in lists that are sorted by their index, from 1 and mostly without gaps.</summary>
public static class IndexSearch
{
    /// <summary>Where in the list the thing with this index stands; null where it has none. O(log n).</summary>
    public static int? PlaceOf<T>(IReadOnlyList<T> sorted, Func<T, int> indexOf, int index)
    {
        ArgumentNullException.ThrowIfNull(sorted);
        ArgumentNullException.ThrowIfNull(indexOf);
        if (index >= 1 && index <= sorted.Count && indexOf(sorted[index - 1]) == index)
        {
            return index - 1;
        }

        int low = 0;
        int high = sorted.Count - 1;
        while (low <= high)
        {
            int middle = low + ((high - low) / 2);
            int found = indexOf(sorted[middle]);
            if (found == index)
            {
                return middle;
            }

            (low, high) = found < index ? (middle + 1, high) : (low, middle - 1);
        }

        return null;
    }
}
