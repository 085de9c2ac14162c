using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Planning;

/// <summary>What <see cref="PlanHash"/> is computed from.</summary>
internal sealed record PlanDigest(
    string SpecSha256,
    Exposure Expose,
    long IdleBytes,
    long FullBytes,
    IEnumerable<PlanDigestNode> Nodes,
    IEnumerable<PlanDigestWorker> Workers);
