using ScaleSim.Core.Specs.Probes;
using ScaleSim.Core.Specs.Workers;

namespace ScaleSim.Core.Specs;

/// <summary>A master that the keeper starts on the host, after the network and before the workers.</summary>
public sealed record ProcessMasterSpec : MasterSpec
{
    /// <value>Templates: the program and its arguments; never passed through a shell.</value>
    public required IReadOnlyList<string> Command { get; init; }

    /// <value>Names to templates.</value>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <value>The user of this machine that it runs as; null for the calling one. Another one needs root.</value>
    public string? User { get; init; }

    /// <value>A template: where it runs; null for the cluster's own folder, which goes with the cluster.</value>
    public string? WorkingDirectory { get; init; }

    /// <value>When it serves; null to wait for its port.</value>
    public ProbeSpec? Ready { get; init; }

    /// <value>Such as <c>SIGTERM</c>, which is the usual.</value>
    public string? StopSignal { get; init; }

    /// <value>Time from that signal to SIGKILL; null for 5 s.</value>
    public TimeSpan? StopTimeout { get; init; }

    /// <value>
    /// A file that its output is appended to as well as to the cluster's own log; null for none.
    /// </value>
    public string? LogFile { get; init; }

    /// <value>Whether the keeper starts it again when it ends by itself with an error.</value>
    public RestartSpec Restart { get; init; } = RestartSpec.Never;
}
