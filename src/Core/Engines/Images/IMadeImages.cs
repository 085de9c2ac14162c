namespace ScaleSim.Core.Engines.Images;

/// <summary>
/// An optional power: knowing the images that ScaleSim made itself and loaded into the engine. Each build of the
/// reference worker and each change of a host's programs makes another; nobody else removes the old ones.
/// </summary>
public interface IMadeImages
{
    Task<IReadOnlyList<MadeImage>> ListMadeImagesAsync(CancellationToken cancellationToken);

    /// <summary>Removes an image. One that is gone meanwhile is no error.</summary>
    /// <exception cref="EngineException">A container uses it, or the engine refuses for another reason.</exception>
    Task RemoveMadeImageAsync(MadeImage image, CancellationToken cancellationToken);
}
