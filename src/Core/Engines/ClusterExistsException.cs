namespace ScaleSim.Core.Engines;

/// <summary>A cluster of this name is alive already.</summary>
public sealed class ClusterExistsException : EngineException
{
    public ClusterExistsException()
    {
    }

    public ClusterExistsException(string message)
        : base(message)
    {
    }

    public ClusterExistsException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
