namespace ScaleSim.Core.Engines;

/// <summary>An engine refused or failed. The message has three parts: what happened, why, what to do next.</summary>
public class EngineException : Exception
{
    public EngineException()
    {
    }

    public EngineException(string message)
        : base(message)
    {
    }

    public EngineException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
