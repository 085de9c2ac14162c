using ScaleSim.Core.Names;
using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Specs.Workers;

/// <summary>Finds what is wrong with a group's capabilities on any machine.</summary>
internal static class CapabilityValidator
{
    public static void Validate(WorkerGroupSpec group, PlanErrors errors)
    {
        foreach (string name in group.Capabilities)
        {
            string normal = CapabilityNames.Normalise(name);
            if (!CapabilityNames.All.Contains(normal))
            {
                string meant = NearestWord.Of(normal, CapabilityNames.All) is { } near
                    ? $"Did you mean {near}? Name"
                    : "Name";
                errors.Wrong(
                    $"Capability '{name}' of group '{group.Name}' is unknown",
                    $"Linux has {CapabilityNames.All.Count}: {string.Join(", ", CapabilityNames.All)}",
                    $"{meant} each capability by itself; ALL is not one");
            }
        }

        foreach (string name in Duplicates.Of(group.Capabilities.Select(CapabilityNames.Normalise)))
        {
            errors.Wrong(
                $"Capability '{name}' is given more than once in group '{group.Name}'",
                "with and without CAP_ it is the same",
                "Remove all but one");
        }
    }
}
