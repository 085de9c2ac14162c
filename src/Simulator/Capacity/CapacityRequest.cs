using System.Globalization;
using ScaleSim.Core.Capacity;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;
using ScaleSim.Simulator.Launch;

namespace ScaleSim.Simulator.Capacity;

/// <summary>
/// What <c>capacity</c> is asked: a cluster at the size that is asked about, and the two small ones that are measured.
/// All groups are measured, in proportion: the figures are those of an average worker.
/// </summary>
/// <param name="Asked">The cluster whose place on other machines is looked for.</param>
/// <param name="First">Workers of each group that are started first.</param>
/// <param name="Second">Workers of each group in the end, twice as many.</param>
internal sealed record CapacityRequest(
    ClusterSpec Asked, IReadOnlyDictionary<string, int> First, IReadOnlyDictionary<string, int> Second)
{
    /// <value>The number of workers that everybody asks for.</value>
    public const int DefaultWorkers = 1000;

    /// <value>Workers that are started for the measurement when nobody says otherwise.</value>
    public const int DefaultSample = 16;

    /// <value>More would be a bench.</value>
    public const int SampleMax = 1000;

    /// <param name="spec">The spec with flags over it.</param>
    /// <param name="workers">The size that is asked about; null for 1000.</param>
    /// <param name="sample">The most workers to start.</param>
    /// <exception cref="CommandException">There are too few workers for all groups.</exception>
    public static CapacityRequest Of(ClusterSpec spec, int? workers, int sample)
    {
        int groups = spec.Groups.Count;
        if (sample < 2 * groups)
        {
            throw new CommandException(
                ExitCode.Usage,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"--workers-max is {sample}: one worker of each of the {groups} groups is started, and then one ")
                + $"more of each. Give --workers-max {2 * groups} or more.");
        }

        IReadOnlyList<int> counts = [.. spec.Groups.Select(group => group.Count)];
        IReadOnlyList<int> first = GroupScaling.Scale(counts, sample / 2);
        int asked = Math.Max(workers ?? DefaultWorkers, groups);
        return new CapacityRequest(
            LivePlan.WithCounts(spec, Named(spec, GroupScaling.Scale(counts, asked))),
            Named(spec, first),
            Named(spec, [.. first.Select(count => 2 * count)]));
    }

    private static Dictionary<string, int> Named(ClusterSpec spec, IReadOnlyList<int> counts) =>
        spec.Groups.Select((group, index) => (group.Name, Count: counts[index]))
            .ToDictionary(pair => pair.Name, pair => pair.Count);
}
