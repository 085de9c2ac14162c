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
    /// <value>More ports would not make a worker; and 100 workers with this many fill the default range.</value>
    public const int PortsMax = 120;

    public static void Validate(WorkerGroupSpec group, PlanErrors errors)
    {
        ValidateName(group.Name, errors);
        ValidateCount(group, errors);
        ValidateImage(group, errors.At("image"));
        ValidatePorts(group, errors.At("ports"));
        ValidateReady(group, errors.At(group.Ready is HttpProbeSpec ? "ready.http.port" : "ready.tcp.port"));
        ValidateLimits(group, errors);
        ValidateMemory(group, errors.At("memory"));
        RamdiskValidator.Validate(group, errors);
        ProgramValidator.ValidateCommand($"group '{group.Name}'", group.Command, errors);
        ProgramValidator.ValidateEnvironment($"group '{group.Name}'", group.Environment, errors);
        IReadOnlyList<string> known = Placeholders.ForWorker(group);
        TemplateValidator.Validate($"group '{group.Name}'", group.Command, group.Environment, known, errors);
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
            errors.Wrong(
                $"Group '{group.Name}' asks for {group.Count} workers",
                "a group needs at least 1",
                $"Give --workers a number from 1 to {ClusterSpec.WorkersMax}");
        }

        if (group.PerNode is { } perNode and (<= 0 or > Planner.WorkersPerNodeMax))
        {
            errors.Wrong(
                $"Group '{group.Name}' asks for {perNode} workers per node",
                $"a node can hold 1 to {Planner.WorkersPerNodeMax}",
                $"Give --workers-per-node such a number, or leave it away for {Planner.WorkersPerNodeDefault}");
        }
    }

    private static void ValidateImage(WorkerGroupSpec group, PlanErrors errors)
    {
        if (group.Image is not TagImageSpec { Tag: var image })
        {
            return;
        }

        if (image.Length is 0 or > 255 || image.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter)))
        {
            errors.Wrong(
                $"Group '{group.Name}' has the image '{image}'",
                "an image's name has 1 to 255 characters and no blanks",
                "Name an image that the engine has, such as redis:7");
        }
    }

    private static void ValidatePorts(WorkerGroupSpec group, PlanErrors errors)
    {
        foreach (string port in group.Ports.Select(port => port.Name))
        {
            if (DnsLabel.Explain(port) is { } why)
            {
                errors.Wrong(
                    $"Port name '{port}' of group '{group.Name}' is not a DNS label",
                    why,
                    "Name the port like data or rpc-2");
            }
        }

        foreach (string port in Duplicates.Of(group.Ports.Select(port => port.Name)))
        {
            errors.Wrong(
                $"Port name '{port}' is used {group.Ports.Count(other => other.Name == port)} times in group '{group.Name}'",
                "each port of a worker needs a name of its own",
                "Rename all but one");
        }

        if (group.Ports.Count > PortsMax)
        {
            errors.Wrong(
                $"Group '{group.Name}' has {group.Ports.Count} ports per worker",
                $"a worker may have {PortsMax}",
                "Remove the ports that nobody connects to");
        }
    }

    private static void ValidateReady(WorkerGroupSpec group, PlanErrors errors)
    {
        string? name = group.Ready switch
        {
            TcpProbeSpec probe => probe.Port,
            HttpProbeSpec probe => probe.Port,
            _ => null,
        };
        if (name is not null && group.Ports.All(port => port.Name != name))
        {
            errors.Wrong(
                $"Group '{group.Name}' is to be ready on port '{name}'",
                $"its {group.Ports.Count} ports are called: "
                    + string.Join(", ", group.Ports.Select(port => port.Name)),
                "Name one of them, or add the port");
        }

        if (group.Ready is HttpProbeSpec http)
        {
            HttpPathValidator.Validate($"The ready path of group '{group.Name}'", http.Path, errors);
        }
    }

    private static void ValidateLimits(WorkerGroupSpec group, PlanErrors errors)
    {
        if (group.Cpus is { } cpus && !(double.IsFinite(cpus) && cpus >= WorkerGroupSpec.CpusMin))
        {
            errors.Wrong(
                FormattableString.Invariant($"Group '{group.Name}' has a limit of {cpus} cores"),
                FormattableString.Invariant($"the kernel's smallest share is {WorkerGroupSpec.CpusMin}"),
                "Give --cpus such as 0.25, or leave it away for no limit");
        }

        if (group.Pids < WorkerGroupSpec.PidsMin)
        {
            errors.Wrong(
                $"Group '{group.Name}' has a limit of {group.Pids} processes and threads",
                $"the runtime alone needs up to {WorkerGroupSpec.PidsMin} to start a program",
                $"Raise pids to {WorkerGroupSpec.PidsMin} or more");
        }
    }

    private static void ValidateMemory(WorkerGroupSpec group, PlanErrors errors)
    {
        if (group.MemoryBytes is < WorkerGroupSpec.MemoryBytesMin or > WorkerGroupSpec.MemoryBytesMax)
        {
            errors.Wrong(
                $"Group '{group.Name}' has {ByteSize.Format(group.MemoryBytes)} of memory per worker",
                $"a container can have {ByteSize.Format(WorkerGroupSpec.MemoryBytesMin)} to "
                    + ByteSize.Format(WorkerGroupSpec.MemoryBytesMax),
                "Give --memory a size such as 32MiB");
        }
        else if (group.IdleMemoryBytes < 0)
        {
            errors.Wrong(
                $"Group '{group.Name}' says that an idle worker takes {group.IdleMemoryBytes} bytes",
                "less than 0 can't be",
                "Give the measured size, or leave it away");
        }
        else if (group.IdleMemoryBytes > group.MemoryBytes)
        {
            errors.Wrong(
                $"Group '{group.Name}' has {ByteSize.Format(group.MemoryBytes)} of memory per worker",
                $"its program takes {ByteSize.Format(group.IdleMemoryBytes.Value)} while it does nothing",
                "Raise --memory");
        }
    }
}
