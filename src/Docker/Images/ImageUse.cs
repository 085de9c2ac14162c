using ScaleSim.Docker.Api;
using ScaleSim.Docker.Api.Models;

namespace ScaleSim.Docker.Images;

/// <summary>
/// Remembers when an image was last used where everybody looks for images: in the Engine. It keeps no time of use, but
/// the time at which an image was last given a name, so the image is given the name that it has once more.
/// </summary>
/// <remarks>
/// An Engine that keeps its images with containerd (the default of 29 where it was installed anew) leaves that time
/// alone, so that it is the time of the load, and an image in use is loaded once more after a week.
/// </remarks>
internal static class ImageUse
{
    // Whoever asks wants to know days.
    private static readonly TimeSpan Resolution = TimeSpan.FromHours(1);

    public static async Task NoteAsync(
        DockerClient client, ImageArchive archive, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            ImageInspectResponse image = await client.Images
                .InspectImageAsync(archive.Reference, cancellationToken).ConfigureAwait(false);
            if (image.Metadata.LastTagTime is { } last && time.GetUtcNow() - last < Resolution)
            {
                return;
            }

            await client.Images.TagImageAsync(
                image.ID, archive.Repository, archive.ContentTag, cancellationToken).ConfigureAwait(false);
        }
        catch (DockerApiException)
        {
            // A cluster does not fail for want of a note; at worst the image is loaded once more in a week.
        }
    }
}
