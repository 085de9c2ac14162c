using System.Net;
using ScaleSim.Core.Engines.Images;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Api.Models;
using ScaleSim.Docker.Engine;

namespace ScaleSim.Docker.Images;

/// <summary>The images that bear the label of those that ScaleSim makes.</summary>
/// <param name="own">What this build makes its sandboxes and reference workers of.</param>
internal sealed class MadeImageStore(DockerClient client, ImageSource own)
{
    private const int ListAttempts = 5;

    public async Task<IReadOnlyList<MadeImage>> ListAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<ImagesListResponse> images = await ListLabelledAsync(cancellationToken).ConfigureAwait(false);
        if (images.Count == 0)
        {
            return [];
        }

        IReadOnlyList<ContainerListResponse> containers = await client.Containers.ListContainersAsync(
            new ContainersListParameters { All = true }, cancellationToken).ConfigureAwait(false);
        HashSet<string> used = [.. containers.SelectMany(container => (string[])[container.ImageID, container.Image])];
        string? current = await CurrentAsync(cancellationToken).ConfigureAwait(false);
        var made = new List<MadeImage>();
        foreach (ImagesListResponse image in images)
        {
            string name = image.RepoTags is [{ } first, ..] ? first : image.ID;
            made.Add(new MadeImage(
                image.ID,
                name,
                image.Size,
                await LastUsedAsync(image.ID, cancellationToken).ConfigureAwait(false),
                used.Contains(image.ID) || image.RepoTags.Any(used.Contains),
                current is not null && image.Labels.GetValueOrDefault(ImageArchive.ContentLabel) == current));
        }

        return made;
    }

    public async Task RemoveAsync(MadeImage image, CancellationToken cancellationToken)
    {
        try
        {
            // Never forced: a container may have been made of it since it was listed.
            await client.Images.DeleteImageAsync(image.Name, force: false, cancellationToken).ConfigureAwait(false);
        }
        catch (DockerApiException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
        }
    }

    /// <summary>
    /// An Engine that keeps its images with containerd answers a list with 404 where one of them, whosever, goes while
    /// it is made (28.5: "content digest sha256:...: not found"). The next list is without it.
    /// </summary>
    private async Task<IReadOnlyList<ImagesListResponse>> ListLabelledAsync(CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await client.Images.ListImagesAsync(
                    new Dictionary<string, IReadOnlyList<string>> { ["label"] = [ImageArchive.ContentLabel] },
                    cancellationToken).ConfigureAwait(false);
            }
            catch (DockerApiException exception) when (
                exception.StatusCode == HttpStatusCode.NotFound && attempt < ListAttempts)
            {
            }
        }
    }

    private async Task<DateTimeOffset?> LastUsedAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            ImageInspectResponse image = await client.Images.InspectImageAsync(id, cancellationToken)
                .ConfigureAwait(false);
            return image.Metadata.LastTagTime;
        }
        catch (DockerApiException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>The digest of what this build would make; null where the build made no worker.</summary>
    private async Task<string?> CurrentAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(own.RootDirectory))
        {
            return null;
        }

        ImageArchive archive = await ImageArchive.CreateAsync(
            own.Name,
            new ImageConfig { Entrypoint = own.Entrypoint },
            ImageFolder.Read(own.RootDirectory),
            cancellationToken).ConfigureAwait(false);
        return archive.ContentDigest;
    }
}
