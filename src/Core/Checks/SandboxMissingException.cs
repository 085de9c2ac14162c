namespace ScaleSim.Core.Checks;

/// <summary>A node without the sandbox program: nothing can be measured from inside it.</summary>
internal sealed class SandboxMissingException : Exception
{
    public SandboxMissingException()
    {
    }

    public SandboxMissingException(string message)
        : base(message)
    {
    }

    public SandboxMissingException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
