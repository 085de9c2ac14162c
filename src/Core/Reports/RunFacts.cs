using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts;

namespace ScaleSim.Core.Reports;

/// <summary>What a report says of a run beyond its snapshot: what made it, from what, and where.</summary>
public sealed record RunFacts
{
    /// <value>ScaleSim's version, such as 0.1.0.</value>
    public required string Version { get; init; }

    /// <value>The commit that it was built from; empty when the build did not know.</value>
    public required string Commit { get; init; }

    /// <value>64 hexadecimal digits.</value>
    public required string SpecSha256 { get; init; }

    /// <value>64 hexadecimal digits.</value>
    public required string PlanSha256 { get; init; }

    /// <value>The command line as given; the report masks secrets in it.</value>
    public required IReadOnlyList<string> Arguments { get; init; }

    public required EngineFacts Engine { get; init; }

    /// <value>The OCI runtime of the workers; empty where the engine has none.</value>
    public required string Runtime { get; init; }

    public required MachineFacts Machine { get; init; }
}
