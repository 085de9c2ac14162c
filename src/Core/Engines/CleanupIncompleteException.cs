namespace ScaleSim.Core.Engines;

/// <summary>Something of a cluster is left after its removal: exit code 5.</summary>
public sealed class CleanupIncompleteException : EngineException
{
    public CleanupIncompleteException()
    {
    }

    public CleanupIncompleteException(string message)
        : base(message)
    {
    }

    public CleanupIncompleteException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <value>What is left, one thing a line: its kind, its name and why.</value>
    public IReadOnlyList<string> Remains { get; init; } = [];
}
