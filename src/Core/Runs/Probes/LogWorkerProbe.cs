using System.Text.RegularExpressions;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Runs.Probes;

/// <summary>
/// A line of a worker's output matches. The last lines alone are read, each time anew: a follower for each of a
/// thousand workers would hold a thousand connections to the engine.
/// </summary>
internal sealed class LogWorkerProbe(ClusterPlan plan, string pattern, IEngine engine, TimeProvider time) : IWorkerProbe
{
    private const int Lines = 200;
    private const int ShownMax = 80;

    private readonly SecretText _secrets = SecretText.Of(plan.Spec);
    private readonly Regex _regex = new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    public bool AsksEngine => true;

    public async Task<string?> TryAsync(WorkerPlan worker, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            string log = await engine.ReadLogAsync(plan.Cluster, worker.Index, Lines, either.Token)
                .ConfigureAwait(false);
            string[] lines = log.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            return lines.Any(_regex.IsMatch) ? null
                : lines.Length == 0 ? $"it has printed nothing, and no line matches {pattern}"
                : $"no line of its output matches {pattern}; the last one is '{Begin(lines[^1])}'";
        }
        catch (EngineException exception)
        {
            return exception.Message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"its output could not be read in {timeout.TotalSeconds:0.#} s";
        }
    }

    private string Begin(string line)
    {
        string shown = _secrets.Hide(line);
        return shown.Length <= ShownMax ? shown : $"{shown[..ShownMax]}...";
    }
}
