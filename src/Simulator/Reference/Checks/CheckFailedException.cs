namespace ScaleSim.Simulator.Reference.Checks;

/// <summary>A step of a check found something wrong; the message is the check's.</summary>
internal sealed class CheckFailedException : Exception
{
    public CheckFailedException()
    {
    }

    public CheckFailedException(string message)
        : base(message)
    {
    }

    public CheckFailedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
