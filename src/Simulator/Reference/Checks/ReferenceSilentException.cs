namespace ScaleSim.Simulator.Reference.Checks;

/// <summary>A master or worker does not answer what it should answer. The message names it and the reason.</summary>
internal sealed class ReferenceSilentException : Exception
{
    public ReferenceSilentException()
    {
    }

    public ReferenceSilentException(string message)
        : base(message)
    {
    }

    public ReferenceSilentException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
