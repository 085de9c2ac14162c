using ScaleSim.Core.Specs.Probes;

namespace ScaleSim.Simulator.Keeper;

/// <summary>A master that the keeper is to start: everything rendered.</summary>
/// <param name="Command">The program and its arguments.</param>
/// <param name="Environment">Added to the keeper's own environment.</param>
internal sealed record MasterProcessSpec(
    IReadOnlyList<string> Command,
    IReadOnlyDictionary<string, string> Environment,
    string Host,
    int Port)
{
    /// <value>When it serves; null to wait for the port alone.</value>
    public ProbeSpec? Ready { get; init; }

    /// <value>Time from its start until it has to serve.</value>
    public TimeSpan ReadyDeadline { get; init; }

    /// <value>Null for the calling user.</value>
    public MasterUser? User { get; init; }

    /// <value>Absolute; null for the cluster's own folder.</value>
    public string? WorkingDirectory { get; init; }

    /// <value>Absolute; null for none but the cluster's own.</value>
    public string? LogFile { get; init; }

    /// <value>Whether the cluster's spec has secrets, so that the file is made for this user alone.</value>
    public bool HasSecrets { get; init; }

    public int StopSignal { get; init; }

    /// <value>Time from that signal to SIGKILL.</value>
    public TimeSpan StopTimeout { get; init; }

    /// <value>How often it is started again after it ended with an error.</value>
    public int MaxRetries { get; init; }
}
