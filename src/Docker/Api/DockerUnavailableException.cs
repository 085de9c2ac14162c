namespace ScaleSim.Docker.Api;

/// <summary>
/// No usable Engine answers: none listens, the connection is refused on grounds of rights or certificates, or its API
/// is too old or too new. The call had no effect. The message says which endpoint, why, and what to do.
/// </summary>
internal sealed class DockerUnavailableException : DockerClientException
{
    public DockerUnavailableException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
