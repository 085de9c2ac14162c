using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs.Registrations;

namespace ScaleSim.Core.Runs;

/// <summary>Asks the master who has registered, as the spec says how, and holds the answer against the plan.</summary>
public sealed class RegistrationReader
{
    // A worker's entry in a master's list is some hundred bytes; four KiB each is an answer gone wrong.
    private const long BytesPerWorkerMax = 4096;
    private const long BytesAtLeast = 1 << 20;

    private readonly string _path;
    private readonly HttpClient _http;
    private readonly Uri _uri;
    private readonly long _bytesMax;

    // Several workers may share a value, such as a node's address: then as many entries as workers are right.
    private readonly Dictionary<string, List<int>> _expected = new(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">The plan's spec does not say how to ask.</exception>
    public RegistrationReader(ClusterPlan plan, HttpClient http)
    {
        ArgumentNullException.ThrowIfNull(plan);
        RegistrationSpec spec =
            plan.Spec.Registered ?? throw new ArgumentException("The spec has no registration.", nameof(plan));
        _path = ((JsonSelectionSpec)spec.Select).Path;
        _http = http;
        _uri = new Uri($"http://{plan.Master.Endpoint}{((HttpQuerySpec)spec.Query).Path}");
        _bytesMax = BytesAtLeast + (BytesPerWorkerMax * plan.Workers.Count);
        var renderer = new WorkerRenderer(plan);
        foreach (WorkerPlan worker in plan.Workers)
        {
            string value = renderer.RenderMatch(worker)!;
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
        try
        {
            using HttpResponseMessage response = await _http
                .GetAsync(_uri, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            response.EnsureSuccessStatusCode();
            await response.Content.LoadIntoBufferAsync(_bytesMax, cancellationToken).ConfigureAwait(false);
            string body = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
            return Compare(JToken.Parse(body));
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or IOException)
        {
            throw new RegistrationException($"Asking the master at {_uri} failed: {exception.Message}", exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RegistrationException($"The master at {_uri} did not answer in time.", exception);
        }
    }

    private RegistrationView Compare(JToken list)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string value in ValuesOf(list))
        {
            counts[value] = counts.GetValueOrDefault(value) + 1;
        }

        return new RegistrationView
        {
            Registered = [.. _expected
                .SelectMany(pair => pair.Value.Take(counts.GetValueOrDefault(pair.Key))).Order()],
            Missing = [.. _expected
                .SelectMany(pair => pair.Value.Skip(counts.GetValueOrDefault(pair.Key)).Select(_ => pair.Key))],
            Duplicates = [.. counts.Where(pair =>
                _expected.TryGetValue(pair.Key, out List<int>? indexes) && pair.Value > indexes.Count)],
            Strangers = [.. counts.Keys.Where(value => !_expected.ContainsKey(value))],
        };
    }

    private IEnumerable<string> ValuesOf(JToken list) =>
        list.SelectTokens(_path).Select(token => token.ToString());
}
