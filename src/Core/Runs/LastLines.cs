using ScaleSim.Core.Engines;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Runs;

/// <summary>
/// The last lines of a worker, for a message: without the secrets of its own environment, as it was given it, whoever
/// asks.
/// </summary>
public static class LastLines
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <param name="secrets">What else is hidden: the other secrets of the spec, where they are known.</param>
    /// <returns>What it printed last without empty lines; one line that says why where it can't be read.</returns>
    public static async Task<IReadOnlyList<string>> ReadAsync(
        IEngine engine,
        string cluster,
        int worker,
        int lines,
        SecretText secrets,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        ArgumentNullException.ThrowIfNull(engine);
        using var deadline = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            string log = await engine.ReadLogAsync(cluster, worker, lines, either.Token).ConfigureAwait(false);
            SecretText known = log.Length > 0 && engine is IEnvironmentReader reader
                ? secrets.With(
                    await reader.ReadEnvironmentAsync(cluster, worker, either.Token).ConfigureAwait(false))
                : secrets;
            return
            [
                .. known.Hide(log).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    .TakeLast(lines),
            ];
        }
        catch (Exception exception) when (exception is EngineException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return [$"(not readable: {exception.Message})"];
        }
    }

    /// <summary>As part of a sentence: <c>its last lines: a | b</c>, or <c>it printed nothing</c>.</summary>
    public static string Say(IReadOnlyList<string> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return lines.Count == 0 ? "it printed nothing" : $"its last lines: {string.Join(" | ", lines)}";
    }
}
