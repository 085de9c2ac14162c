using ScaleSim.Core.Names;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Ramdisks;
using ScaleSim.Core.Specs.Images;
using ScaleSim.Core.Specs.Probes;
using ScaleSim.Core.Specs.Workers;

namespace ScaleSim.Core.Specs;

/// <summary>Finds what is wrong with a group of workers on any machine.</summary>
internal static class GroupValidator
{
    /// <param name="spec">The spec that the group is of.</param>
    public static void Validate(WorkerGroupSpec group, ClusterSpec spec, PlanErrors errors)
    {
        string owner = $"group '{group.Name}'";
        ValidateName(group.Name, errors);
        ValidateCount(group, errors);
        ImageValidator.Validate(group, errors.At("image"));
        PortsValidator.Validate(group, errors);
        SharingValidator.Validate(group, errors);
        BoundsValidator.Validate(group, errors);
        UlimitValidator.Validate(group, errors.At("ulimits"));
        SysctlValidator.Validate(group, errors.At("sysctls"));
        CapabilityValidator.Validate(group, errors.At("capabilities"));
        PlaceValidator.Validate(group, spec, errors);
        LifeValidator.Validate(owner, group.Restart, group.StopSignal, group.StopTimeout, errors);
        RamdiskValidator.Validate(group, errors);
        MountValidator.Validate(group, errors);
        FileValidator.Validate(group, errors);
        ProgramValidator.ValidateCommand(owner, group.Command, errors);
        ProgramValidator.ValidateEnvironment(owner, group.Environment, errors);
        TemplateValidator.Validate(owner, group.Command, group.Environment, Placeholders.ForWorker(group), errors);
        ProbeValidator.ValidateWorkers(group, errors.At("ready"));
    }

    private static void ValidateName(string name, PlanErrors errors)
    {
        if (DnsLabel.Explain(name) is { } why)
        {
            errors.Wrong($"Group name '{name}' is not a DNS label", why, "Name the group like worker or storage-2");
        }
        else if (name == ClusterNames.NodeWord)
        {
            errors.Wrong(
                $"Group name '{name}' is taken",
                "its first worker would be node-0001 beside the node node-001",
                "Name the group like worker or storage");
        }
    }

    private static void ValidateCount(WorkerGroupSpec group, PlanErrors errors)
    {
        if (group.Count <= 0)
        {
            errors.At("count").Wrong(
                $"Group '{group.Name}' asks for {group.Count} workers",
                "a group needs at least 1",
                $"Give --workers a number from 1 to {ClusterSpec.WorkersMax}");
        }

        if (group.PerNode is { } perNode and (<= 0 or > Planner.WorkersPerNodeMax))
        {
            errors.At("perNode").Wrong(
                $"Group '{group.Name}' asks for {perNode} workers per node",
                $"a node can hold 1 to {Planner.WorkersPerNodeMax}",
                $"Give --workers-per-node such a number, or leave it away for the plan's choice");
        }
    }
}
