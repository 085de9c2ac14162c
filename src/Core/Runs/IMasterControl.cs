namespace ScaleSim.Core.Runs;

/// <summary>What a command may do with the cluster's master.</summary>
public interface IMasterControl
{
    /// <value>Whether ScaleSim started the master, and so may restart it.</value>
    bool IsOwned { get; }

    /// <value>The process on this host; null for an external master.</value>
    int? ProcessId { get; }

    /// <summary>
    /// Ends the master's process (SIGKILL when asked, else SIGTERM) and starts it again with the same command.
    /// </summary>
    Task RestartAsync(bool kill, CancellationToken cancellationToken);
}
