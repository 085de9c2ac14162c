using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Registrations;
using ScaleSim.Simulator.ClusterFiles.Model;
using ScaleSim.Simulator.ClusterFiles.Yaml;

namespace ScaleSim.Simulator.ClusterFiles.Building;

/// <summary>How the master is asked who has registered.</summary>
internal static class RegistrationBuilder
{
    /// <param name="groups">Whose first port the usual match names.</param>
    public static RegistrationSpec? Build(
        RegisteredKeys keys, IReadOnlyList<WorkerGroupSpec> groups, FileContext context)
    {
        QuerySpec? query = Alternatives.One(keys, "registered", context.Errors, "http", "prometheus", "exec") switch
        {
            "http" when keys.Http is { Path: { } path } http => new HttpQuerySpec(path, http.Port),
            "prometheus" when keys.Prometheus is { Path: { } path } page => new HttpQuerySpec(path, page.Port),
            "exec" when keys.Exec is { } command => new ExecQuerySpec(context.HostCommand(command.Items)),
            _ => null,
        };
        string? way = Alternatives.One(keys, "registered", context.Errors, "list", "count");
        bool countOnly = way == "count";
        SelectionKeys? selected = countOnly ? keys.Count : way is null ? null : keys.List;
        SelectionSpec? select = selected is null ? null : SelectionOf(selected, countOnly, context);
        if (countOnly && keys.Match is not null)
        {
            context.Add(
                keys.At("match"),
                "'match' stands beside 'count'",
                "a number names 0 workers, so there is nothing to match",
                "Take 'match' away, or use 'list'");
        }

        return query is null || select is null
            ? null
            : new RegistrationSpec
            {
                Query = query,
                Select = select,
                CountOnly = countOnly,
                Match = countOnly ? null : keys.Match ?? UsualMatch(groups),
            };
    }

    private static string UsualMatch(IReadOnlyList<WorkerGroupSpec> groups)
    {
        // A match is one template for all groups, so only a port that each of them has can be in it.
        string? port = groups is [{ } first, ..]
            ? first.Ports.Select(port => port.Name)
                .FirstOrDefault(name => groups.All(group => group.Ports.Any(other => other.Name == name)))
            : null;
        return port is null ? RegistrationSpec.DefaultMatch : $"{{node.ip}}:{{ports.{port}}}";
    }

    private static SelectionSpec? SelectionOf(SelectionKeys keys, bool countOnly, FileContext context)
    {
        if (keys is { Node: YamlScalar, Json: { } text } && !text.StartsWith('$'))
        {
            context.Add(
                keys.At(""),
                $"A selection is '{FileErrors.Shown(text)}'",
                "a text there is a JSON path, which begins with '$'",
                "Write $.workers[*].name, for example, or a mapping with regex or metric");
            return null;
        }

        string? way = keys.Node is YamlScalar
            ? "json"
            : Alternatives.One(keys, countOnly ? "count" : "list", context.Errors, "json", "regex", "metric");
        if (way is not (null or "metric") && (keys.Label ?? (object?)keys.Where) is not null)
        {
            context.Add(
                keys.At(keys.Label is null ? "where" : "label"),
                $"'{(keys.Label is null ? "where" : "label")}' stands beside '{way}'",
                "only a metric has labels",
                "Take it away, or use metric");
        }

        switch (way)
        {
            case "json" when keys.Json is { } path:
                return new JsonSelectionSpec(path);
            case "regex" when keys.Regex is { } pattern:
                return new RegexSelectionSpec(pattern);
            case "metric" when keys.Metric is { } name:
                RefuseLabel(keys, countOnly, context);
                return new MetricSelectionSpec(name, keys.Label, keys.Where ?? new Dictionary<string, string>());
            default:
                return null;
        }
    }

    private static void RefuseLabel(SelectionKeys keys, bool countOnly, FileContext context)
    {
        if (!countOnly && keys.Label is null)
        {
            context.Add(
                keys.At("metric"),
                $"'list' takes metric '{FileErrors.Shown(keys.Metric!)}' without a label",
                "the sum of the samples is 1 number and names no worker",
                "Add the label that names a worker, such as label: instance, or use 'count'");
        }
    }
}
