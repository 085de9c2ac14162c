using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs.Workers;
using ScaleSim.Docker.Api;

namespace ScaleSim.Docker.Clusters;

/// <summary>
/// Refuses mounts whose source this machine lacks, or through which a worker would reach the Engine, before anything is
/// created. A remote Engine's files can't be seen from here: it refuses a missing source itself, worker by worker.
/// </summary>
internal static class MountSources
{
    private const int NamedMax = 5;

    /// <exception cref="PlanException">A source is missing or not to be mounted; all are named.</exception>
    public static void Check(ClusterPlan plan, DockerEndpoint endpoint)
    {
        if (!endpoint.IsLocal || plan.Spec.Groups.All(group => group.Mounts.Count == 0))
        {
            return;
        }

        var renderer = new WorkerRenderer(plan);
        string[] sources =
        [
            .. plan.Workers
                .Where(worker => worker.Group.Mounts.Count > 0)
                .SelectMany(worker => renderer.Render(worker).Mounts)
                .Select(mount => mount.Source)
                .Distinct(),
        ];
        List<PlanError> errors = [.. Missing(sources)];
        foreach (string source in sources.Where(Path.Exists))
        {
            if (Explain(source, endpoint.SocketPath) is { } why)
            {
                errors.Add(new PlanError(
                    $"Mount source '{source}' can't be mounted; {why}. Mount what lies beside it.",
                    OnThisMachine: true));
            }
        }

        if (errors.Count > 0)
        {
            throw new PlanException(errors);
        }
    }

    private static IEnumerable<PlanError> Missing(IReadOnlyList<string> sources)
    {
        string[] missing = [.. sources.Where(source => !Path.Exists(source))];
        if (missing.Length > 0)
        {
            string named = string.Join(", ", missing.Take(NamedMax).Select(source => $"'{source}'"));
            yield return new PlanError(
                $"{missing.Length} mount sources are missing: {named}; a mount shows what is there, and makes nothing. "
                    + "Create them, or correct 'mounts'.",
                OnThisMachine: true);
        }
    }

    private static string? Explain(string source, string socket)
    {
        string real = new FileInfo(source).ResolveLinkTarget(returnFinalTarget: true)?.FullName
            ?? Path.GetFullPath(source);
        return EngineSockets.Explain(real)
            ?? (socket == real || socket.StartsWith(real.TrimEnd('/') + "/", StringComparison.Ordinal)
                ? $"the Engine's socket {socket} would be in it"
                : null);
    }
}
