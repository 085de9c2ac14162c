namespace ScaleSim.Core.Engines;

/// <summary>The engine's machine has run out of something: disk, memory, processes. Exit code 4.</summary>
public sealed class ResourceExhaustedException : EngineException
{
    public ResourceExhaustedException()
    {
    }

    public ResourceExhaustedException(string message)
        : base(message)
    {
    }

    public ResourceExhaustedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
