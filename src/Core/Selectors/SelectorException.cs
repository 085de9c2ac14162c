namespace ScaleSim.Core.Selectors;

/// <summary>A selector that can't be read, or that chooses nobody. The message has three parts.</summary>
public sealed class SelectorException : Exception
{
    public SelectorException()
    {
    }

    public SelectorException(string message)
        : base(message)
    {
    }

    public SelectorException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
