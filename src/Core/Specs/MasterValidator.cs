using System.Net;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Ports;
using ScaleSim.Core.Specs.Probes;
using ScaleSim.Core.Specs.Registrations;

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

        switch (spec.Master)
        {
            case ProcessMasterSpec process:
                ValidateProcess(process, errors);
                break;
            case ExternalMasterSpec external:
                ValidateHost(external.Host, errors);
                break;
        }

        if (spec.Registered is { } registration)
        {
            ValidateRegistration(spec, registration, errors);
        }
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
        if (master.Ready is HttpProbeSpec ready)
        {
            HttpPathValidator.Validate("The master's ready path", ready.Path, errors);
        }

        if (master.MetricsPath is { } metrics)
        {
            HttpPathValidator.Validate("The master's metrics path", metrics, errors);
        }
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

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out IPAddress? address) && IPAddress.IsLoopback(address));

    private static void ValidateRegistration(ClusterSpec spec, RegistrationSpec registration, PlanErrors errors)
    {
        if (registration.Query is HttpQuerySpec query)
        {
            HttpPathValidator.Validate("The path that lists the registered workers", query.Path, errors);
        }

        if (registration.Match is not { } match)
        {
            return;
        }

        foreach (WorkerGroupSpec group in spec.Groups)
        {
            TemplateValidator.Validate(
                $"the registered workers' match for group '{group.Name}'",
                match,
                Placeholders.ForWorker(group),
                errors);
        }
    }
}
