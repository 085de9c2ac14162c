namespace ScaleSim.Core.Engines;

/// <summary>No engine answers: exit code 3.</summary>
public sealed class EngineUnavailableException : EngineException
{
    public EngineUnavailableException()
    {
    }

    public EngineUnavailableException(string message)
        : base(message)
    {
    }

    public EngineUnavailableException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
