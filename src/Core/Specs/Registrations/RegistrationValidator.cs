using ScaleSim.Core.Planning;
using ScaleSim.Core.Ports;

namespace ScaleSim.Core.Specs.Registrations;

/// <summary>Finds what is wrong with asking the master who has registered, on any machine.</summary>
internal static class RegistrationValidator
{
    private const string Place = "the question who has registered";

    public static void Validate(ClusterSpec spec, PlanErrors errors)
    {
        if (spec.Registered is not { } registration)
        {
            return;
        }

        ValidateQuery(registration.Query, errors);
        ValidateSelection(registration, errors);
        ValidateMatch(spec, registration, errors);
    }

    private static void ValidateQuery(QuerySpec query, PlanErrors errors)
    {
        IReadOnlyList<string> known = Placeholders.ForMaster();
        switch (query)
        {
            case HttpQuerySpec http:
                HttpPathValidator.Validate("The path that lists the registered workers", http.Path, errors);
                TemplateValidator.Validate("the path that lists the registered workers", http.Path, known, errors);
                if (http.Port is { } port and (< 1 or > PortRange.PortMax))
                {
                    errors.Wrong(
                        $"The registered workers are listed on port {port}",
                        $"ports go from 1 to {PortRange.PortMax}",
                        "Give such a number, or leave it away for the master's own port");
                }

                break;
            case ExecQuerySpec exec:
                ProgramValidator.ValidateProgram(Place, exec.Command, known, errors);
                break;
        }
    }

    private static void ValidateSelection(RegistrationSpec registration, PlanErrors errors)
    {
        switch (registration.Select)
        {
            case JsonSelectionSpec json:
                PatternValidator.ValidateJsonPath(Place, json.Path, errors);
                break;
            case RegexSelectionSpec regex:
                PatternValidator.ValidateRegex(Place, regex.Pattern, errors);
                break;
            case MetricSelectionSpec metric:
                ValidateMetric(registration, metric, errors);
                break;
        }
    }

    private static void ValidateMetric(RegistrationSpec registration, MetricSelectionSpec metric, PlanErrors errors)
    {
        if (!IsMetricName(metric.Name))
        {
            errors.Wrong(
                $"The metric that tells who has registered is called '{metric.Name}'",
                "a name has letters, digits, '_' and ':', and no digit first",
                "Name a metric of the master's page, such as cluster_live_workers");
        }

        if (metric.Label is null && !registration.CountOnly)
        {
            errors.Wrong(
                $"The metric '{metric.Name}' is to list the registered workers without a label",
                "without one there is a number and no worker's name",
                "Name the label that says which worker a sample is of, or ask for count instead of list");
        }
        else if (metric.Label is { Length: 0 })
        {
            errors.Wrong(
                $"The label of the metric '{metric.Name}' is empty",
                "it has at least 1 character",
                "Name the label that says which worker a sample is of");
        }
    }

    private static bool IsMetricName(string name) =>
        name.Length > 0
        && !char.IsAsciiDigit(name[0])
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or ':');

    private static void ValidateMatch(ClusterSpec spec, RegistrationSpec registration, PlanErrors errors)
    {
        if (registration.CountOnly)
        {
            return;
        }

        if (registration.Match is not { } match)
        {
            errors.Wrong(
                "The registered workers are listed without a match",
                "without one nobody knows what a given worker is called there",
                "Give a template such as {node.ip}:{ports.rpc}");
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
