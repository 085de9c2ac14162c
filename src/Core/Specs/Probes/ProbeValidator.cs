using System.Globalization;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Ports;

namespace ScaleSim.Core.Specs.Probes;

/// <summary>Finds what is wrong with how readiness is seen, on any machine.</summary>
internal static class ProbeValidator
{
    private static readonly TimeSpan IntervalMin = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan TimeMax = TimeSpan.FromDays(1);

    public static void ValidateWorkers(WorkerGroupSpec group, PlanErrors errors)
    {
        string owner = $"group '{group.Name}'";
        if (group.Ready is not null)
        {
            Validate(owner, group.Ready, Placeholders.ForWorker(group), errors);
        }

        if (group.Ready is TcpProbeSpec or HttpProbeSpec)
        {
            ValidatePort(
                group, PortOf(group.Ready), errors.At(group.Ready is TcpProbeSpec ? "tcp.port" : "http.port"));
        }
    }

    public static void ValidateMaster(ProbeSpec? probe, PlanErrors errors)
    {
        if (probe is null)
        {
            return;
        }

        Validate("the master", probe, Placeholders.ForMaster(), errors);
        if (PortOf(probe) is { } port
            && !(int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                && number is >= 1 and <= PortRange.PortMax))
        {
            errors.Wrong(
                $"The master is to be ready on port '{port}'",
                $"a master's ports have no names, and numbers go from 1 to {PortRange.PortMax}",
                "Give such a number, or leave it away for the master's own port");
        }
    }

    private static string? PortOf(ProbeSpec probe) => probe switch
    {
        TcpProbeSpec tcp => tcp.Port,
        HttpProbeSpec http => http.Port,
        _ => null,
    };

    private static void ValidatePort(WorkerGroupSpec group, string? name, PlanErrors errors)
    {
        if (group.Ports.All(port => port.Name != name))
        {
            errors.Wrong(
                name is null
                    ? $"Group '{group.Name}' is to be ready on a port without a name"
                    : $"Group '{group.Name}' is to be ready on port '{name}'",
                $"its {group.Ports.Count} ports are called: "
                    + string.Join(", ", group.Ports.Select(port => port.Name)),
                "Name one of them, or add the port");
        }
    }

    private static void Validate(string owner, ProbeSpec probe, IReadOnlyList<string> known, PlanErrors errors)
    {
        ValidateTimes(owner, probe, errors);
        switch (probe)
        {
            case HttpProbeSpec http:
                HttpPathValidator.Validate($"The ready path of {owner}", http.Path, errors);
                TemplateValidator.Validate($"the ready path of {owner}", http.Path, known, errors);
                ValidateStatus(owner, http.Status, errors);
                break;
            case LogProbeSpec log:
                PatternValidator.ValidateRegex($"the ready log of {owner}", log.Pattern, errors);
                break;
            case ExecProbeSpec exec:
                ProgramValidator.ValidateProgram($"the ready probe of {owner}", exec.Command, known, errors);
                break;
        }
    }

    private static void ValidateStatus(string owner, int status, PlanErrors errors)
    {
        if (status is < 100 or > 599)
        {
            errors.Wrong(
                $"The ready probe of {owner} expects the status {status}",
                "HTTP has 100 to 599",
                "Give such a number, or leave it away for 200");
        }
    }

    private static void ValidateTimes(string owner, ProbeSpec probe, PlanErrors errors)
    {
        if (probe.Interval is { } interval && (interval < IntervalMin || interval > TimeMax))
        {
            errors.Wrong(
                FormattableString.Invariant($"The ready probe of {owner} has an interval of {interval.TotalSeconds} s"),
                FormattableString.Invariant($"it can be {IntervalMin.TotalSeconds} s to {TimeMax.TotalSeconds} s"),
                "Give a time such as 500ms, or leave it away");
        }

        if (probe.Deadline is { } deadline && (deadline <= TimeSpan.Zero || deadline > TimeMax))
        {
            errors.Wrong(
                FormattableString.Invariant($"The ready probe of {owner} has a deadline of {deadline.TotalSeconds} s"),
                FormattableString.Invariant($"it has to be above 0 s and at most {TimeMax.TotalSeconds} s"),
                "Give a time such as 60s, or leave it away for the whole start's");
        }
    }
}
