namespace ScaleSim.Core.Reports;

/// <summary>A report can't be written where the user wants it. The message has three parts.</summary>
public sealed class OutputException : Exception
{
    public OutputException()
    {
    }

    public OutputException(string message)
        : base(message)
    {
    }

    public OutputException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
