using ScaleSim.Core.Engines.Images;

namespace ScaleSim.Simulator.Tests.Orphans;

/// <summary>An engine with some images.</summary>
internal sealed class StubMadeImages(params MadeImage[] images) : IMadeImages
{
    public List<MadeImage> Removed { get; } = [];

    public Task<IReadOnlyList<MadeImage>> ListMadeImagesAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<MadeImage>>(images);

    public Task RemoveMadeImageAsync(MadeImage image, CancellationToken cancellationToken)
    {
        Removed.Add(image);
        return Task.CompletedTask;
    }
}
