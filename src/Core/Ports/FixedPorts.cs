using System.Globalization;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Ports;

/// <summary>
/// Ports whose numbers the spec fixes. Workers with addresses of their own may all have the same; published, they share
/// the host's address, where a number can be had once.
/// </summary>
internal static class FixedPorts
{
    public static IEnumerable<int> Of(ClusterSpec spec) =>
        spec.Groups.SelectMany(group => group.Ports).Select(port => port.Number).OfType<int>();

    /// <summary>Refuses numbers that more than one worker would publish, or that the host uses.</summary>
    /// <param name="inUse">Ports of the host.</param>
    public static void CheckPublished(ClusterSpec spec, IReadOnlySet<int> inUse, PlanErrors errors)
    {
        foreach (IGrouping<int, (string Key, int Count)> same in spec.Groups
            .SelectMany(group => group.Ports
                .Where(port => port.Number is not null)
                .Select(port => (Number: port.Number!.Value, Key: $"{group.Name}.{port.Name}", group.Count)))
            .GroupBy(port => port.Number, port => (port.Key, port.Count)))
        {
            int workers = same.Sum(port => port.Count);
            string keys = string.Join(", ", same.Select(port => port.Key));
            if (workers > 1)
            {
                Refuse(
                    spec,
                    errors,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Port {same.Key} ({keys}) would be published by {workers} workers"),
                    "published ports share one address, so that each number can be had once",
                    "Leave the number away and pass {ports.<name>} to the worker, or use expose: direct");
            }

            if (inUse.Contains(same.Key))
            {
                errors.TooMuch(
                    string.Create(CultureInfo.InvariantCulture, $"Port {same.Key} ({keys}) is fixed and published"),
                    "something on this machine uses it already",
                    "Free it, give another number, or leave the number away");
            }
        }
    }

    // Where the exposure is the engine's doing, another engine could carry the same spec.
    private static void Refuse(ClusterSpec spec, PlanErrors errors, string what, string why, string next)
    {
        if (spec.Expose == Exposure.Published)
        {
            errors.Wrong(what, why, next);
        }
        else
        {
            errors.TooMuch(what, why, next);
        }
    }
}
