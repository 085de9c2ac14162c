using System.Globalization;
using System.Text;
using ScaleSim.Core.Engines;

namespace ScaleSim.Core.Runs;

/// <summary>The sentence that says why a worker is not as planned.</summary>
internal static class WorkerFailure
{
    private const string OutOfMemory = "ran out of memory";

    /// <param name="happened">A failure, a death, or an out-of-memory event of the worker.</param>
    /// <param name="before">The failure known so far: a death after an out-of-memory event keeps that reason.</param>
    public static string Of(EngineEvent happened, string? before)
    {
        if (happened.Kind == EngineEventKind.WorkerOutOfMemory)
        {
            return With(OutOfMemory, happened);
        }

        bool starved = happened.Kind == EngineEventKind.WorkerDied
            && before?.StartsWith(OutOfMemory, StringComparison.Ordinal) == true;
        return With(starved ? OutOfMemory : happened.Kind == EngineEventKind.WorkerDied ? "ended" : "", happened);
    }

    public static string OfNode(string node, EngineEvent happened) =>
        With($"its node {node} {(happened.Kind == EngineEventKind.NodeDied ? "ended" : "failed")}", happened);

    /// <summary>For example <c>ended with exit code 3: no such file</c>.</summary>
    private static string With(string what, EngineEvent happened)
    {
        var text = new StringBuilder(what);
        if (happened.ExitCode is int code)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(text.Length > 0 ? " with " : "")}exit code {code}");
        }

        if (!string.IsNullOrEmpty(happened.Detail))
        {
            text.Append(text.Length > 0 ? ": " : "").Append(happened.Detail);
        }

        return text.Length > 0 ? text.ToString() : "failed, and the engine gave no reason";
    }
}
