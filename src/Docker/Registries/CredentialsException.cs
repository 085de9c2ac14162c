namespace ScaleSim.Docker.Registries;

/// <summary>
/// Credentials are configured and can't be had. A public image does not need them, so this is a note until a registry
/// asks. The message has three parts and holds no secret.
/// </summary>
internal sealed class CredentialsException : Exception
{
    public CredentialsException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
