using ScaleSim.Core.Names;
using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Specs.Workers;

/// <summary>Finds what is wrong with whom and where a worker's program runs as, on any machine.</summary>
internal static class PlaceValidator
{
    public static void Validate(WorkerGroupSpec group, ClusterSpec spec, PlanErrors errors)
    {
        if (group.User is { } user && !IsUser(user))
        {
            errors.At("user").Wrong(
                $"Group '{group.Name}' runs as the user '{user}'",
                "a user is a name, a number, or two of them with a colon between",
                "Write it like nobody, 1000 or 1000:1000");
        }

        if (group.WorkingDirectory is { } directory
            && (ContainerPath.ExplainSyntax(directory)
                ?? (directory.Contains('\0', StringComparison.Ordinal) ? "it holds a NUL" : null)) is { } why)
        {
            errors.At("workingDirectory").Wrong(
                $"Group '{group.Name}' works in '{directory}'", why, "Give an absolute path, such as /var/lib/worker");
        }

        if (group.Hostname is { } hostname)
        {
            ValidateHostname(group, hostname, spec, errors.At("hostname"));
        }
    }

    private static bool IsUser(string user)
    {
        string[] parts = user.Split(':');
        return parts.Length is 1 or 2 && parts.All(part => part.Length is > 0 and <= 64
            && part.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.' or '$'));
    }

    private static void ValidateHostname(WorkerGroupSpec group, string hostname, ClusterSpec spec, PlanErrors errors)
    {
        int before = errors.All.Count;
        string place = $"the hostname of group '{group.Name}'";
        TemplateValidator.Validate(place, hostname, Placeholders.ForHostname(), errors);
        if (errors.All.Count > before || group.Count <= 0)
        {
            return;
        }

        // The last worker has the longest name.
        string last = HostnameTemplate.Render(group, spec, spec.Workers, group.Count, spec.Workers)!;
        if (DnsLabel.Explain(last) is { } why)
        {
            errors.Wrong(
                $"Hostname '{hostname}' of group '{group.Name}' makes '{last}', which is not a DNS label",
                why,
                "Write it like rack1-{worker.number}");
        }
    }
}
