namespace ScaleSim.Docker.Api;

/// <summary>
/// The Engine did not answer within the deadline. It may still carry the call out: a start goes on without its caller.
/// </summary>
internal sealed class DockerTimeoutException : DockerClientException
{
    public DockerTimeoutException(string message, TimeSpan deadline, Exception? innerException = null)
        : base(message, innerException)
    {
        Deadline = deadline;
    }

    public TimeSpan Deadline { get; }
}
