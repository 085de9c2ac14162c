namespace ScaleSim.Core.Planning;

/// <summary>
/// Which index each worker (or node) of each group has, for ever, whatever the cluster is scaled to and in which order.
/// </summary>
/// <remarks>
/// As a cluster is first planned, indexes run through its groups: groups of 3 and 2 have 1-3 and 4-5. A group that
/// grows must not renumber the next one, so what comes later is dealt out in turns, as cards are: the first addition of
/// each group has 6 and 7, the second 8 and 9, and so on, whether it exists or not. An index is thus a function of the
/// first plan, the group and the number within the group alone: it can be computed from the spec that the cluster's
/// network carries, and a worker that is removed and added again is the same worker. One group has no gaps.
/// </remarks>
/// <param name="counts">How many each group had when it was first planned.</param>
internal sealed class IndexNumbering(IReadOnlyList<int> counts)
{
    private readonly int _total = counts.Sum();

    /// <param name="group">The group's place in the spec, from 0.</param>
    /// <param name="number">Within the group, from 1.</param>
    public int IndexOf(int group, int number)
    {
        int addition = number - counts[group];
        return addition <= 0
            ? counts.Take(group).Sum() + number
            : _total + ((addition - 1) * counts.Count) + group + 1;
    }

    /// <summary>The other way round: the group's place, from 0, and the number within it, from 1.</summary>
    public (int Group, int Number) Of(int index)
    {
        int group = 0;
        if (index > _total)
        {
            (int addition, group) = Math.DivRem(index - _total - 1, counts.Count);
            return (group, counts[group] + addition + 1);
        }

        int number = index;
        while (number > counts[group])
        {
            number -= counts[group++];
        }

        return (group, number);
    }
}
