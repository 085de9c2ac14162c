using System.Net;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Api.Models;

namespace ScaleSim.Docker.Images;

/// <summary>Brings images that ScaleSim makes into an Engine.</summary>
internal static class ImageLoader
{
    /// <summary>Loads the archive unless the Engine has exactly this image.</summary>
    /// <returns>The image's ID, which is what containers should be created by.</returns>
    public static async Task<string> EnsureAsync(
        DockerClient client, ImageArchive archive, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(archive);
        if (await FindAsync(client, archive, cancellationToken).ConfigureAwait(false) is { } present)
        {
            return present.ID;
        }

        await client.Images.LoadImageAsync(archive.WriteAsync, cancellationToken).ConfigureAwait(false);
        var loaded = await FindAsync(client, archive, cancellationToken).ConfigureAwait(false);
        return loaded?.ID ?? throw new DockerProtocolException(
            $"The Docker Engine at {client.Endpoint} accepted the image {archive.Reference} and does not have it. "
            + "Its store is full or broken; look at docker images and at its log (journalctl -u docker).");
    }

    /// <summary>An image under this name that somebody else put there has another label or none.</summary>
    private static async Task<ImageInspectResponse?> FindAsync(
        DockerClient client, ImageArchive archive, CancellationToken cancellationToken)
    {
        try
        {
            var image = await client.Images.InspectImageAsync(archive.Reference, cancellationToken)
                .ConfigureAwait(false);
            var digest = image.Config.Labels.GetValueOrDefault(ImageArchive.ContentLabel);
            return digest == archive.ContentDigest ? image : null;
        }
        catch (DockerApiException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }
}
