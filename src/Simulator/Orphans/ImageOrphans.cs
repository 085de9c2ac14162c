using ScaleSim.Core.Engines.Images;

namespace ScaleSim.Simulator.Orphans;

/// <summary>
/// Images of former builds of the reference worker, and of this machine's programs as they were once, that no cluster
/// was started from for a week.
/// </summary>
internal sealed class ImageOrphans(IMadeImages engine, TimeProvider time) : IOrphanKind
{
    internal static readonly TimeSpan UnusedMin = TimeSpan.FromDays(7);

    public async Task<IReadOnlyList<Orphan>> FindAsync(CancellationToken cancellationToken) =>
    [
        .. (await engine.ListMadeImagesAsync(cancellationToken)).Where(IsUnused).Select(image => new Orphan(
            "image",
            image.Name,
            $"no cluster was started from it for {UnusedMin.TotalDays:0} days",
            token => engine.RemoveMadeImageAsync(image, token)) { Since = image.LastUsed }),
    ];

    private bool IsUnused(MadeImage image) =>
        image is { IsInUse: false, IsCurrent: false, LastUsed: { } last } && time.GetUtcNow() - last > UnusedMin;
}
