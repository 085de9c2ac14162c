using ScaleSim.Core.Engines;

namespace ScaleSim.Core.Runs;

/// <summary>The last lines of a worker, for a message.</summary>
public static class LastLines
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <returns>What it printed last without empty lines; one line that says why where it can't be read.</returns>
    public static async Task<IReadOnlyList<string>> ReadAsync(
        IEngine engine, string cluster, int worker, int lines, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(engine);
        using var deadline = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            string log = await engine.ReadLogAsync(cluster, worker, lines, either.Token).ConfigureAwait(false);
            return
            [
                .. log.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    .TakeLast(lines),
            ];
        }
        catch (Exception exception) when (exception is EngineException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return [$"(not readable: {exception.Message})"];
        }
    }

    /// <summary>The same as part of a sentence: <c>its last lines: a | b</c>, or <c>it printed nothing</c>.</summary>
    public static async Task<string> SayAsync(
        IEngine engine, string cluster, int worker, int lines, TimeProvider time, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> read = await ReadAsync(engine, cluster, worker, lines, time, cancellationToken)
            .ConfigureAwait(false);
        return read.Count == 0 ? "it printed nothing" : $"its last lines: {string.Join(" | ", read)}";
    }
}
