namespace ScaleSim.Core.Runs;

/// <summary>The master can't say who has registered. The message names the address and the reason.</summary>
public sealed class RegistrationException : Exception
{
    public RegistrationException()
    {
    }

    public RegistrationException(string message)
        : base(message)
    {
    }

    public RegistrationException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
