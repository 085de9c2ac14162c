using ScaleSim.Core.Planning;
using ScaleSim.Core.Registrations;

namespace ScaleSim.Core.Runs;

/// <summary>Asks the master who has registered, as the spec says how, and holds the answer against the plan.</summary>
public sealed class RegistrationReader
{
    private readonly RegistrationSource _source;
    private readonly bool _countOnly;
    private readonly int _workers;

    // Several workers may share a value, such as a node's address: then as many entries as workers are right.
    private readonly Dictionary<string, List<int>> _expected = new(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">The plan's spec does not say how to ask.</exception>
    public RegistrationReader(ClusterPlan plan, HttpClient http, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(plan);
        _source = RegistrationSource.Of(plan, http, time);
        _workers = plan.Workers.Count;
        _countOnly = plan.Spec.Registered!.CountOnly;
        if (_countOnly)
        {
            return;
        }

        var renderer = new WorkerRenderer(plan);
        foreach (WorkerPlan worker in plan.Workers)
        {
            string value = renderer.RenderMatch(worker) ?? worker.Name;
            if (!_expected.TryGetValue(value, out List<int>? indexes))
            {
                _expected[value] = indexes = [];
            }

            indexes.Add(worker.Index);
        }
    }

    /// <exception cref="RegistrationException">The master does not answer, or not with what the spec says.</exception>
    public async Task<RegistrationView> ReadAsync(CancellationToken cancellationToken)
    {
        RegistrationAnswer answer = await _source.ReadAsync(cancellationToken).ConfigureAwait(false);
        return _countOnly
            ? new RegistrationView
            {
                Workers = _workers, Count = answer.Count, IsCountOnly = true, Remark = answer.Remark,
            }
            : Compare(answer);
    }

    private RegistrationView Compare(RegistrationAnswer answer)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string value in answer.Values)
        {
            counts[value] = counts.GetValueOrDefault(value) + 1;
        }

        List<(string Value, int Index)> missing =
        [
            .. _expected
                .SelectMany(pair => pair.Value
                    .Skip(counts.GetValueOrDefault(pair.Key))
                    .Select(index => (pair.Key, index)))
                .OrderBy(pair => pair.index),
        ];
        int[] registered =
        [
            .. _expected.SelectMany(pair => pair.Value.Take(counts.GetValueOrDefault(pair.Key))).Order(),
        ];
        return new RegistrationView
        {
            Workers = _workers,
            Count = registered.Length,
            Registered = registered,
            Missing = [.. missing.Select(pair => pair.Value)],
            MissingWorkers = [.. missing.Select(pair => pair.Index)],
            Duplicates = [.. counts.Where(pair =>
                _expected.TryGetValue(pair.Key, out List<int>? indexes) && pair.Value > indexes.Count)],
            Strangers = [.. counts.Keys.Where(value => !_expected.ContainsKey(value))],
            Remark = answer.Remark,
        };
    }
}
