using System.Globalization;
using ScaleSim.Core.Names;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Planning;

/// <summary>Fills in a group's hostname for one worker.</summary>
internal static class HostnameTemplate
{
    /// <param name="index">The worker's, through all groups.</param>
    /// <param name="number">The worker's, within its group.</param>
    /// <param name="node">The index of its node.</param>
    /// <returns>Null where the spec gives none.</returns>
    public static string? Render(WorkerGroupSpec group, ClusterSpec spec, int index, int number, int node)
    {
        return group.Hostname is null ? null : Template.Parse(group.Hostname).Render(Value);

        string Value(string placeholder) => placeholder switch
        {
            Placeholders.WorkerIndex => Text(index),
            Placeholders.WorkerNumber => Text(number),
            Placeholders.WorkerName => ClusterNames.Worker(group.Name, number),
            Placeholders.WorkerGroup => group.Name,
            Placeholders.NodeIndex => Text(node),
            Placeholders.ClusterName => spec.Name,
            Placeholders.Seed => Text(spec.Seed),
            _ => throw new InvalidOperationException(
                $"Placeholder {{{placeholder}}} has no value in a hostname; the spec was not validated. Plan it with "
                + "the Planner."),
        };
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
