namespace ScaleSim.Simulator.HostNames;

/// <summary>A hosts file can't be read or written. Three parts.</summary>
internal sealed class HostsFileException : Exception
{
    public HostsFileException()
    {
    }

    public HostsFileException(string message)
        : base(message)
    {
    }

    public HostsFileException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <value>Whether the path would be wrong on any machine, not only for this user on this one.</value>
    public bool IsUsage { get; init; }
}
