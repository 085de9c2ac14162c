using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs.Images;

namespace ScaleSim.Docker.Baseline;

/// <summary>The IDs of a plan's images: the sandboxes' and each group's own.</summary>
internal sealed record BareImages(string Sandbox, IReadOnlyDictionary<ImageSpec, string> Groups)
{
    public string Of(WorkerPlan worker) => Groups[worker.Group.Image];
}
