using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Specs.Workers;

/// <summary>
/// Refuses several workers to a node beside a key in which they can't differ (<see cref="SharedKeys"/>).
/// </summary>
internal static class SharingValidator
{
    public static void Validate(WorkerGroupSpec group, PlanErrors errors)
    {
        if (group.PerNode is null or <= 1)
        {
            return;
        }

        IReadOnlyList<string> keys = SharedKeys.Of(group);
        if (keys.Count > 0)
        {
            errors.At("perNode").Wrong(
                $"Group '{group.Name}' has perNode: {group.PerNode} and {string.Join(", ", keys)}",
                "workers of one node share its address, hostname and net.* sysctls, and can't differ in them",
                "Leave perNode away, which gives each worker a node of its own here, or leave the others away");
        }
    }
}
