using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Planning;

/// <summary>What one worker of a group runs, in a <see cref="PlanDocument"/>.</summary>
public sealed record PlanDocumentExample(
    string Worker, string Image, IReadOnlyList<string> Command, IReadOnlyDictionary<string, string> Environment)
{
    /// <value>Null for its node's.</value>
    public string? Hostname { get; init; }

    /// <value>How the memory limit comes about: <c>memory 32 MiB + ramdisks 16 MiB + 8 MiB</c>.</value>
    public string Memory { get; init; } = "";

    /// <value>Paths of the files that are written before it starts.</value>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <value><c>source:target:ro</c> or <c>source:target:rw</c> each.</value>
    public IReadOnlyList<string> Mounts { get; init; } = [];

    /// <value>What its node's network carries; null for no bound.</value>
    public string? NetworkRate { get; init; }

    public static PlanDocumentExample Of(WorkerPlan worker, RenderedWorker rendered) => new(
        worker.Name, worker.Group.Image.ToString(), rendered.Command, SecretMask.Mask(rendered.Environment))
    {
        Hostname = worker.Hostname,
        Memory = MemoryModel.Explain(worker.Group),
        Files = [.. rendered.Files.Select(file => file.Path)],
        Mounts =
        [
            .. rendered.Mounts.Select(mount => $"{mount.Source}:{mount.Target}:{(mount.ReadOnly ? "ro" : "rw")}"),
        ],
        NetworkRate = worker.Group.Network is { } network ? BitRate.Format(network.RateBits) : null,
    };
}
