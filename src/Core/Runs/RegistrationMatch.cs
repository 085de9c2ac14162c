using System.Globalization;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Ports;

namespace ScaleSim.Core.Runs;

/// <summary>What a master's list calls a worker: the registration's template with the worker's values.</summary>
internal static class RegistrationMatch
{
    public static string Render(string template, ClusterPlan plan, WorkerPlan worker)
    {
        string text = template
            .Replace("{worker.name}", worker.Name, StringComparison.Ordinal)
            .Replace("{worker.host}", worker.FullName, StringComparison.Ordinal)
            .Replace(
                "{worker.index}", worker.Index.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{node.ip}", plan.NodeOf(worker).Address.ToString(), StringComparison.Ordinal)
            .Replace("{node.name}", plan.NodeOf(worker).Name, StringComparison.Ordinal);
        foreach (NamedPort port in worker.Ports)
        {
            text = text.Replace(
                $"{{ports.{port.Name}}}", port.Number.ToString(CultureInfo.InvariantCulture),
                StringComparison.Ordinal);
        }

        return text;
    }
}
