namespace ScaleSim.Simulator.Keeper;

/// <summary>The keeper refused, failed or is gone. Three parts.</summary>
internal sealed class KeeperException : Exception
{
    public KeeperException()
    {
    }

    public KeeperException(string message)
        : base(message)
    {
    }

    public KeeperException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
