namespace ScaleSim.Docker.Api;

/// <summary>
/// What answered does not speak the Engine API: malformed JSON, a broken frame, an answer beyond its bound.
/// </summary>
internal sealed class DockerProtocolException : DockerClientException
{
    public DockerProtocolException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
