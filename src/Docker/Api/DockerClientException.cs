namespace ScaleSim.Docker.Api;

/// <summary>The parent of everything that a call of the Engine API can fail with, cancellation aside.</summary>
internal abstract class DockerClientException : Exception
{
    protected DockerClientException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
