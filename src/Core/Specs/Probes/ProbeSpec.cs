using System.Text.Json.Serialization;

namespace ScaleSim.Core.Specs.Probes;

/// <summary>How to see, from outside, that a worker or the master serves.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(TcpProbeSpec), "tcp")]
[JsonDerivedType(typeof(HttpProbeSpec), "http")]
[JsonDerivedType(typeof(LogProbeSpec), "log")]
[JsonDerivedType(typeof(ExecProbeSpec), "exec")]
public abstract record ProbeSpec
{
    /// <value>Time between two looks; null for one that begins short and doubles up to a bound.</value>
    public TimeSpan? Interval { get; init; }

    /// <value>Time from the program's start until it has to serve; null for the whole start's deadline.</value>
    public TimeSpan? Deadline { get; init; }
}
