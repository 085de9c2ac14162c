using System.Globalization;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Runs.Probes;

/// <summary>A command inside the worker ends with exit code 0.</summary>
internal sealed class ExecWorkerProbe(
    ClusterPlan plan, IReadOnlyList<string> command, WorkerRenderer renderer, IEngine engine, TimeProvider time)
    : IWorkerProbe
{
    private readonly Template[] _command = [.. command.Select(Template.Parse)];

    public bool AsksEngine => true;

    public async Task<string?> TryAsync(WorkerPlan worker, TimeSpan timeout, CancellationToken cancellationToken)
    {
        string[] words = [.. _command.Select(word => renderer.Render(word, worker))];
        using var timer = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            ExecResult result = await engine.ExecAsync(
                plan.Cluster, ExecTarget.Worker(worker.Index), words, either.Token).ConfigureAwait(false);
            return result.ExitCode == 0 ? null : string.Create(
                CultureInfo.InvariantCulture,
                $"'{string.Join(' ', words)}' ended with exit code {result.ExitCode}{Said(result)}");
        }
        catch (EngineException exception)
        {
            return exception.Message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"'{string.Join(' ', words)}' had not ended after {timeout.TotalSeconds:0.#} s";
        }
    }

    private static string Said(ExecResult result)
    {
        string? line = $"{result.Output}\n{result.Error}"
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).LastOrDefault();
        return line is null ? "" : $": {line}";
    }
}
