using ScaleSim.Core.HostPrograms;
using ScaleSim.Docker.Images;

namespace ScaleSim.Docker.Engine;

/// <summary>
/// An image of this machine's programs, made without an Engine and loaded when a plan first needs it and the Engine
/// does not have it.
/// </summary>
public sealed class HostImageSource
{
    private HostImageSource(ImageArchive archive) => Archive = archive;

    /// <value>
    /// What specs call it, for example <c>scalesim/host:0a1b2c3d4e5f6071</c>: the same for the same content, on any
    /// machine, and enough to find the image again where its files have changed.
    /// </value>
    public string Reference => Archive.Reference;

    /// <value>About what the image takes on disk.</value>
    public long Bytes => Archive.LayerBytes;

    internal ImageArchive Archive { get; }

    /// <summary>Reads and hashes all files, and keeps none in memory.</summary>
    /// <exception cref="IOException">A file has gone since it was found.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read any more.</exception>
    public static async Task<HostImageSource> CreateAsync(
        HostImageContent content, CancellationToken cancellationToken) =>
        new(await HostImage.CreateAsync(content, cancellationToken).ConfigureAwait(false));
}
