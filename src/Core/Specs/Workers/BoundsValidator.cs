using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Specs.Workers;

/// <summary>Finds what is wrong with a group's limits and sizes on any machine.</summary>
internal static class BoundsValidator
{
    private const long ShmBytesMin = 4096;
    private const long LogBytesMin = 1024;
    private const long LogBytesMax = 1L << 30;
    private const int LogFilesMax = 100;

    public static void Validate(WorkerGroupSpec group, PlanErrors errors)
    {
        ValidateCpusAndPids(group, errors);
        ValidateMemory(group, errors.At("memory"));
        ValidateShm(group, errors.At("shmSize"));
        ValidateTimers(group, errors.At("timerSlack"));
        ValidateLogs(group, errors.At("logs"));
        ValidateNetwork(group, errors.At("network"));
    }

    private static void ValidateCpusAndPids(WorkerGroupSpec group, PlanErrors errors)
    {
        if (group.Cpus is { } cpus && !(double.IsFinite(cpus) && cpus >= WorkerGroupSpec.CpusMin))
        {
            errors.At("cpus").Wrong(
                FormattableString.Invariant($"Group '{group.Name}' has a limit of {cpus} cores"),
                FormattableString.Invariant($"the kernel's smallest share is {WorkerGroupSpec.CpusMin}"),
                "Give --cpus such as 0.25, or leave it away for no limit");
        }

        if (group.Pids < WorkerGroupSpec.PidsMin)
        {
            errors.At("pids").Wrong(
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

    private static void ValidateShm(WorkerGroupSpec group, PlanErrors errors)
    {
        if (group.ShmSizeBytes is < ShmBytesMin or > WorkerGroupSpec.MemoryBytesMax)
        {
            errors.Wrong(
                $"Group '{group.Name}' has a /dev/shm of {ByteSize.Format(group.ShmSizeBytes.Value)}",
                $"it can have {ByteSize.Format(ShmBytesMin)} (a page) to "
                    + ByteSize.Format(WorkerGroupSpec.MemoryBytesMax),
                "Give shmSize such as 64MiB, or leave it away for the engine's own");
        }
    }

    private static void ValidateTimers(WorkerGroupSpec group, PlanErrors errors)
    {
        if (group.TimerSlack is { } slack
            && (slack < WorkerGroupSpec.TimerSlackMin || slack > WorkerGroupSpec.TimerSlackMax))
        {
            errors.Wrong(
                FormattableString.Invariant(
                    $"Group '{group.Name}' has timers that may be {slack.TotalMilliseconds} ms late"),
                FormattableString.Invariant(
                    $"timerSlack can be {WorkerGroupSpec.TimerSlackMin.TotalMilliseconds} ms to ")
                    + FormattableString.Invariant($"{WorkerGroupSpec.TimerSlackMax.TotalMilliseconds} ms"),
                "Give timerSlack such as 20ms, or leave it away for the kernel's own");
        }
    }

    private static void ValidateLogs(WorkerGroupSpec group, PlanErrors errors)
    {
        if (group.Logs.MaxSizeBytes is < LogBytesMin or > LogBytesMax)
        {
            errors.Wrong(
                $"Group '{group.Name}' keeps log files of {ByteSize.Format(group.Logs.MaxSizeBytes)}",
                $"they can have {ByteSize.Format(LogBytesMin)} to {ByteSize.Format(LogBytesMax)}",
                "Give logs.maxSize such as 1MiB");
        }

        if (group.Logs.MaxFiles is < 1 or > LogFilesMax)
        {
            errors.Wrong(
                $"Group '{group.Name}' keeps {group.Logs.MaxFiles} log files per worker",
                $"it can keep 1 to {LogFilesMax}",
                "Give logs.maxFiles such as 2");
        }
    }

    private static void ValidateNetwork(WorkerGroupSpec group, PlanErrors errors)
    {
        if (group.Network is { RateBits: < NetworkLimitSpec.RateBitsMin or > NetworkLimitSpec.RateBitsMax } network)
        {
            errors.Wrong(
                $"Group '{group.Name}' has a network rate of {BitRate.Format(network.RateBits)}",
                $"it can be {BitRate.Format(NetworkLimitSpec.RateBitsMin)} to "
                    + BitRate.Format(NetworkLimitSpec.RateBitsMax),
                "Give network.rate such as 100Mbit");
        }
    }
}
