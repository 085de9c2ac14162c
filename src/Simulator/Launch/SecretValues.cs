using ScaleSim.Core.Engines;
using ScaleSim.Core.Specs;

namespace ScaleSim.Simulator.Launch;

/// <summary>
/// Finds the secrets of a live cluster's spec again. They are nowhere in its labels; the one place that has them is the
/// environment of the workers that run with them.
/// </summary>
internal static class SecretValues
{
    /// <param name="groups">The groups that get new workers.</param>
    /// <returns>The spec with the secrets of these groups in place.</returns>
    /// <exception cref="CommandException">They can't be known: no worker is left, or each has another.</exception>
    public static async Task<ClusterSpec> RestoreAsync(
        IEngine engine,
        ClusterState cluster,
        IReadOnlySet<string> groups,
        CancellationToken cancellationToken)
    {
        var restored = new List<WorkerGroupSpec>();
        foreach (WorkerGroupSpec group in cluster.Spec!.Groups)
        {
            string[] hidden =
            [
                .. group.Environment.Where(pair => pair.Value == SecretMask.Hidden && SecretMask.IsSecret(pair.Key))
                    .Select(pair => pair.Key),
            ];
            restored.Add(hidden.Length == 0 || !groups.Contains(group.Name)
                ? group
                : group with
                {
                    Environment = await ReadAsync(engine, cluster, group, hidden, cancellationToken),
                });
        }

        return cluster.Spec with { Groups = restored };
    }

    private static async Task<IReadOnlyDictionary<string, string>> ReadAsync(
        IEngine engine,
        ClusterState cluster,
        WorkerGroupSpec group,
        string[] hidden,
        CancellationToken cancellationToken)
    {
        WorkerState[] workers = [.. cluster.Workers.Where(worker => worker.Group == group.Name)];
        if (workers.Length == 0 || engine is not IEnvironmentReader reader)
        {
            throw Unknown(cluster, group, hidden[0], "there is no worker of the group left that has it");
        }

        // The spec had a template, and only its result is left. Two workers with the same result: no placeholder.
        IReadOnlyDictionary<string, string> first = await reader.ReadEnvironmentAsync(
            cluster.Cluster, workers[0].Index, cancellationToken);
        IReadOnlyDictionary<string, string> last = await reader.ReadEnvironmentAsync(
            cluster.Cluster, workers[^1].Index, cancellationToken);
        var environment = new Dictionary<string, string>(group.Environment);
        foreach (string name in hidden)
        {
            if (!first.TryGetValue(name, out string? value) || last.GetValueOrDefault(name) != value)
            {
                throw Unknown(cluster, group, name, "its value differs from worker to worker");
            }

            environment[name] = Literal(value);
        }

        return environment;
    }

    private static CommandException Unknown(
        ClusterState cluster, WorkerGroupSpec group, string name, string why) => new(
        ExitCode.Usage,
        $"Group {group.Name} of cluster {cluster.Cluster} can't grow: its variable {name} is a secret, which ScaleSim "
        + $"keeps nowhere, and {why}. Start the cluster anew with the size that you want.");

    // In a template, braces are placeholders.
    private static string Literal(string text) =>
        text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
}
