using System.Globalization;
using System.Net;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts.Programs;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Runs;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Registrations;

namespace ScaleSim.Core.Registrations;

/// <summary>Asks the master, or a program about it, and takes out of the answer what the spec says.</summary>
public sealed class RegistrationSource
{
    // A worker's entry in a master's list is some hundred bytes; four KiB each is an answer gone wrong.
    private const long BytesPerWorkerMax = 4096;
    private const long BytesAtLeast = 1 << 20;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly RegistrationSpec _spec;
    private readonly SecretText _secrets;
    private readonly ISelection _selection;
    private readonly HttpClient _http;
    private readonly TimeProvider _time;
    private readonly Uri? _uri;
    private readonly IReadOnlyList<string> _command = [];
    private readonly int _bytesMax;

    private RegistrationSource(
        ClusterSpec known, int workers, ClusterTexts texts, HttpClient http, TimeProvider time)
    {
        RegistrationSpec spec = known.Registered!;
        _spec = spec;
        _secrets = SecretText.Of(known);
        _selection = Selections.Of(spec.Select, _secrets);
        _http = http;
        _time = time;
        _bytesMax = (int)(BytesAtLeast + (BytesPerWorkerMax * workers));
        switch (spec.Query)
        {
            case HttpQuerySpec query:
                int port = query.Port ?? texts.Master.Port;
                _uri = new Uri($"http://{texts.Master.Host}:{port}{texts.Render(query.Path)}");
                break;
            case ExecQuerySpec query:
                _command = [.. query.Command.Select(texts.Render)];
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(known), spec.Query, "There is no such query.");
        }
    }

    /// <exception cref="ArgumentException">The plan's spec does not say how to ask.</exception>
    public static RegistrationSource Of(ClusterPlan plan, HttpClient http, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Spec.Registered is null
            ? throw new ArgumentException("The spec has no registration.", nameof(plan))
            : new RegistrationSource(plan.Spec, plan.Workers.Count, ClusterTexts.Of(plan), http, time);
    }

    /// <returns>Null where the spec does not say how to ask, or the engine knows the spec no more.</returns>
    public static RegistrationSource? Of(ClusterState state, HttpClient http, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Spec is { Registered: not null } known && ClusterTexts.Of(state) is { } texts
            ? new RegistrationSource(known, Math.Max(known.Workers, state.Workers.Count), texts, http, time)
            : null;
    }

    /// <value>Whom it asks, for messages: an address or a command.</value>
    public string Name => _uri?.ToString() ?? $"'{string.Join(' ', _command)}'";

    /// <summary>Asks once, for at most 10 s.</summary>
    /// <exception cref="RegistrationException">There is no answer, or it is not what the spec says.</exception>
    public async Task<RegistrationAnswer> ReadAsync(CancellationToken cancellationToken)
    {
        string answer = _uri is not null
            ? await GetAsync(_uri, cancellationToken).ConfigureAwait(false)
            : await RunAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return Select(answer);
        }
        catch (SelectionException exception)
        {
            throw new RegistrationException($"The answer of {Name} {exception.Message}", exception);
        }
    }

    private RegistrationAnswer Select(string answer)
    {
        if (!_spec.CountOnly)
        {
            IReadOnlyList<string> values = _selection.Values(answer);
            return new RegistrationAnswer(values, values.Count, Remark(values.Count, answer));
        }

        double count = _selection.Count(answer);
        return double.IsFinite(count) && count is >= 0 and <= int.MaxValue
            ? new RegistrationAnswer([], (int)count, Remark((int)count, answer))
            : throw new SelectionException(string.Create(
                CultureInfo.InvariantCulture, $"says that {count} workers have registered, which can't be."));
    }

    private string? Remark(int count, string answer) =>
        count > 0 ? null : $"nothing was selected of the answer, {Selections.Begin(answer, _secrets)}";

    private async Task<string> GetAsync(Uri uri, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using HttpResponseMessage response = await _http
                .GetAsync(uri, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                throw new RegistrationException(
                    $"Asking the master at {uri} failed: it answers HTTP {(int)response.StatusCode}.");
            }

            await response.Content.LoadIntoBufferAsync(_bytesMax, either.Token).ConfigureAwait(false);
            return await response.Content.ReadAsStringAsync(either.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new RegistrationException($"Asking the master at {uri} failed: {exception.Message}", exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RegistrationException(
                $"The master at {uri} did not answer within {Timeout.TotalSeconds:0} s.", exception);
        }
    }

    private async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        ProgramResult result = await new HostProgram(_command, Timeout, _bytesMax, _time)
            .RunAsync(cancellationToken).ConfigureAwait(false);
        if (result.ExitCode != 0)
        {
            string why = result.Problem ?? string.Create(
                CultureInfo.InvariantCulture,
                $"ended with exit code {result.ExitCode}: {LastLine(result.Error, result.Output)}");
            throw new RegistrationException($"Asking by {Name} failed: it {why}.");
        }

        return !result.IsTruncated
            ? result.Output
            : throw new RegistrationException(string.Create(
                CultureInfo.InvariantCulture,
                $"Asking by {Name} failed: it printed more than {_bytesMax} bytes, which no list of workers has."));
    }

    private static string LastLine(params string[] outputs) => outputs
        .SelectMany(output => output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .TakeLast(1))
        .FirstOrDefault("it printed nothing");
}
