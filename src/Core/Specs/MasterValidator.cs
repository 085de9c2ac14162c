using System.Net;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Ports;
using ScaleSim.Core.Specs.Probes;
using ScaleSim.Core.Specs.Registrations;
using ScaleSim.Core.Specs.Workers;

namespace ScaleSim.Core.Specs;

/// <summary>Finds what is wrong with a master, and with asking it who has registered, on any machine.</summary>
internal static class MasterValidator
{
    public static void Validate(ClusterSpec spec, PlanErrors errors)
    {
        if (spec.Master.Port is < 1 or > PortRange.PortMax)
        {
            errors.Wrong(
                $"The master's port is {spec.Master.Port}",
                $"ports go from 1 to {PortRange.PortMax}",
                "Give the port that the master listens on");
        }

        if (spec.Master.MetricsPath is { } metrics)
        {
            HttpPathValidator.Validate("The master's metrics path", metrics, errors);
        }

        switch (spec.Master)
        {
            case ProcessMasterSpec process:
                ValidateProcess(process, errors);
                break;
            case ExternalMasterSpec external:
                ValidateHost(external.Host, errors);
                ValidateLook(external.Ready, errors);
                break;
        }

        RegistrationValidator.Validate(spec, errors);
    }

    private static void ValidateProcess(ProcessMasterSpec master, PlanErrors errors)
    {
        if (master.Command.Count == 0)
        {
            errors.Wrong(
                "The master's command has 0 words",
                "a master that ScaleSim starts needs a program",
                "Give its command, or --master host:port for a master that runs already");
        }

        ProgramValidator.ValidateCommand("the master", master.Command, errors);
        ProgramValidator.ValidateEnvironment("the master", master.Environment, errors);
        TemplateValidator.Validate(
            "the master", master.Command, master.Environment, Placeholders.ForMaster(), errors);
        ValidateHow(master, errors);
    }

    private static void ValidateHost(string host, PlanErrors errors)
    {
        if (Uri.CheckHostName(host) is not (UriHostNameType.Dns or UriHostNameType.IPv4))
        {
            errors.Wrong(
                $"The master's host is '{host}'",
                "it has to be a DNS name or an IPv4 address",
                "Give --master host:port, such as --master 192.0.2.7:19998");
        }
        else if (IsLoopback(host))
        {
            errors.Wrong(
                $"The master's host is '{host}'",
                "inside a node that is the node itself, so 0 workers would reach the master",
                "Give --master an address that workers can route to, and let the master listen there");
        }
    }

    private static void ValidateLook(ProbeSpec? ready, PlanErrors errors)
    {
        ProbeValidator.ValidateMaster(ready, errors);
        if (ready is LogProbeSpec log)
        {
            errors.Wrong(
                $"The external master serves when its output matches '{log.Pattern}'",
                "ScaleSim does not start it, so that nobody here sees its output",
                "Look at it with 'tcp', 'http' or 'exec'");
        }
    }

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out IPAddress? address) && IPAddress.IsLoopback(address));

    private static void ValidateHow(ProcessMasterSpec master, PlanErrors errors)
    {
        ProbeValidator.ValidateMaster(master.Ready, errors);
        LifeValidator.Validate("the master", master.Restart, master.StopSignal, master.StopTimeout, errors);
        if (master.User is { Length: 0 })
        {
            errors.Wrong(
                "The master runs as the user ''",
                "a user has a name or a number",
                "Name a user of this machine, or leave it away for yourself");
        }

        if (master.WorkingDirectory is { } directory)
        {
            TemplateValidator.Validate(
                "the working directory of the master", directory, Placeholders.ForMaster(), errors);
        }

        foreach ((string key, string? path) in
            new[] { ("working directory", master.WorkingDirectory), ("log file", master.LogFile) })
        {
            if (path is not null && (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal)))
            {
                errors.Wrong(
                    $"The master's {key} is '{path}'", "a path has at least 1 character and no NUL", "Give a path");
            }
        }
    }
}
