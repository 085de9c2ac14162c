namespace ScaleSim.Docker.Api;

/// <summary>
/// A connection that was open broke. Whether the Engine carried the call out is not known, so a caller that tries
/// again must expect to find it done.
/// </summary>
internal sealed class DockerConnectionException : DockerClientException
{
    public DockerConnectionException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
