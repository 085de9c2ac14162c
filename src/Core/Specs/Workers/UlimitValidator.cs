using ScaleSim.Core.Names;
using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Specs.Workers;

/// <summary>Finds what is wrong with a group's ulimits on any machine.</summary>
internal static class UlimitValidator
{
    /// <value>The names that setrlimit(2) has, as Docker and ulimit(1) write them.</value>
    private static readonly string[] Known =
    [
        "as", "core", "cpu", "data", "fsize", "locks", "memlock", "msgqueue", "nice", "nofile", "nproc", "rss",
        "rtprio", "rttime", "sigpending", "stack",
    ];

    public static void Validate(WorkerGroupSpec group, PlanErrors errors)
    {
        foreach ((string name, UlimitSpec limit) in group.Ulimits)
        {
            if (!Known.Contains(name))
            {
                errors.Wrong(
                    $"Ulimit '{name}' of group '{group.Name}' is unknown",
                    $"the {Known.Length} known ones are {string.Join(", ", Known)}",
                    NearestWord.Of(name, Known) is { } near
                        ? $"Did you mean {near}? Name one of them"
                        : "Name one of them");
            }

            ValidateValues(group, name, limit, errors);
        }
    }

    private static void ValidateValues(WorkerGroupSpec group, string name, UlimitSpec limit, PlanErrors errors)
    {
        if (limit.Soft < -1 || limit.Hard < -1)
        {
            errors.Wrong(
                $"Ulimit '{name}' of group '{group.Name}' is soft {limit.Soft}, hard {limit.Hard}",
                "a limit is 0 or more, or -1 for none",
                "Write it like nofile: 65536, or nofile: {soft: 1024, hard: 65536}");
        }
        else if (limit.Hard != -1 && (limit.Soft == -1 || limit.Soft > limit.Hard))
        {
            errors.Wrong(
                $"Ulimit '{name}' of group '{group.Name}' is soft {limit.Soft}, hard {limit.Hard}",
                "a process may raise its soft limit as far as the hard one, so that it can't begin above it",
                "Lower soft or raise hard");
        }
    }
}
