using ScaleSim.Core.Masters;
using ScaleSim.Core.Specs.Registrations;

namespace ScaleSim.Core.Registrations;

/// <summary>
/// Samples of a Prometheus page: <c>workers_live{address="198.18.0.2:20001"} 1</c> names a worker by a label,
/// <c>workers_live 12</c> counts them.
/// </summary>
internal sealed class MetricSelection(MetricSelectionSpec spec) : ISelection
{
    public IReadOnlyList<string> Values(string answer)
    {
        PrometheusSample[] samples = [.. Samples(answer)];
        if (samples.Length > 0 && !samples.Any(sample => sample.Labels.ContainsKey(spec.Label ?? "")))
        {
            throw new SelectionException(
                $"has {samples.Length} samples of {spec.Name}, none of them with a label '{spec.Label}', which the "
                + "spec names as the worker's.");
        }

        return
        [
            .. samples
                .Where(sample => sample.Value > 0)
                .Select(sample => sample.Labels.GetValueOrDefault(spec.Label ?? ""))
                .OfType<string>(),
        ];
    }

    public double Count(string answer) => Samples(answer).Sum(sample => sample.Value);

    private IEnumerable<PrometheusSample> Samples(string answer) => PrometheusPage.Parse(answer).Where(sample =>
        sample.Name == spec.Name
        && spec.Where.All(wanted => sample.Labels.GetValueOrDefault(wanted.Key) == wanted.Value));
}
