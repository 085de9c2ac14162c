namespace ScaleSim.Simulator;

/// <summary>A command that ends early for a reason that the user can act upon. The message has three parts.</summary>
internal sealed class CommandException : Exception
{
    public CommandException()
    {
    }

    public CommandException(string message)
        : base(message)
    {
    }

    public CommandException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public CommandException(int exitCode, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        ExitCode = exitCode;
    }

    public int ExitCode { get; } = Simulator.ExitCode.Failed;
}
