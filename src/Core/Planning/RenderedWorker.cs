namespace ScaleSim.Core.Planning;

/// <summary>What one worker runs, with every placeholder filled in.</summary>
/// <param name="Command">Empty for the image's own.</param>
public sealed record RenderedWorker(IReadOnlyList<string> Command, IReadOnlyDictionary<string, string> Environment)
{
    /// <value>Files that are written before it starts.</value>
    public IReadOnlyList<RenderedFile> Files { get; init; } = [];

    /// <value>What it sees of the host, with sources filled in.</value>
    public IReadOnlyList<Specs.Workers.MountSpec> Mounts { get; init; } = [];
}
