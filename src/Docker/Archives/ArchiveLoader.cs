using System.Net;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Specs.Images;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Api.Models;
using ScaleSim.Docker.Engine;

namespace ScaleSim.Docker.Archives;

/// <summary>Brings images of archives into an Engine, unless it has them.</summary>
internal sealed class ArchiveLoader(DockerClient client, EnginePipelines pipelines, TimeProvider time)
{
    private const int WordsLengthMax = 400;

    /// <param name="name">Which image of the archive; null where it has one.</param>
    /// <returns>The image's ID.</returns>
    /// <exception cref="ImageMissingException">
    /// The archive is missing, no image archive, for another kind of machine, or has several images and none is named.
    /// </exception>
    public async Task<string> LoadAsync(
        string path,
        string? name,
        EnginePlatform platform,
        Action<string>? progress,
        CancellationToken cancellationToken)
    {
        try
        {
            SavedArchive archive = await SavedArchive.ReadAsync(path, cancellationToken).ConfigureAwait(false);
            SavedImage image = archive.Choose(name is null ? null : ImageReference.Parse(name).ToString(), platform);
            string? present = await FindAsync(image, image.Ids, platform, cancellationToken).ConfigureAwait(false);
            if (present is not null)
            {
                progress?.Invoke($"Archive {path}: the engine has its image {image}");
                return present;
            }

            return await LoadAsync(archive, image, platform, progress, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is ArchiveException or FormatException)
        {
            throw new ImageMissingException(
                $"Archive {path} can't be loaded: {exception.Message.TrimEnd('.')}. Make one with 'docker save "
                + $"--output {path} IMAGE', and run the same command again.",
                exception);
        }
    }

    private async Task<string> LoadAsync(
        SavedArchive archive,
        SavedImage image,
        EnginePlatform platform,
        Action<string>? progress,
        CancellationToken cancellationToken)
    {
        progress?.Invoke($"Loading {archive.Path}: image {image}");
        ImageLoadResponse answer =
            await UploadAsync(archive, image, progress, cancellationToken).ConfigureAwait(false);

        // By its own digests where the store knows one of them; else by what the Engine says it has made.
        IEnumerable<string> told = answer.Loaded.Where(loaded => image.Names.Contains(Familiar(loaded)));
        IEnumerable<string> ids = image.Ids.Concat(told).Concat(answer.Loaded.Count == 1 ? answer.Loaded : []);
        string? found = await FindAsync(image, ids, platform, cancellationToken).ConfigureAwait(false);
        return found ?? throw new ImageMissingException(
            $"Archive {archive.Path} was loaded, and the engine has no image {image} with its layers. The file was "
            + $"changed meanwhile, or the engine's store is broken. See what 'docker load --input {archive.Path}' and "
            + "'docker images' say, then run the same command again.");
    }

    private async Task<ImageLoadResponse> UploadAsync(
        SavedArchive archive, SavedImage image, Action<string>? progress, CancellationToken cancellationToken)
    {
        var upload = new ArchiveUpload(archive, image, progress, time);
        try
        {
            return await pipelines.Pull.ExecuteAsync(
                async token => await client.Images.LoadImageAsync(upload.WriteAsync, token).ConfigureAwait(false),
                cancellationToken).ConfigureAwait(false);
        }
        catch (DockerApiException refusal)
        {
            string words = DockerApiException.MessageOf(refusal.ResponseBody).ReplaceLineEndings(" ").TrimEnd('.');
            throw new ImageMissingException(
                $"Archive {archive.Path} can't be loaded: the engine refuses it, with the words "
                + $"\"{words[..Math.Min(words.Length, WordsLengthMax)]}\". Its disk may be full ('docker system df') "
                + $"or the archive damaged: see what 'docker load --input {archive.Path}' says, then run the same "
                + "command again.",
                refusal);
        }
    }

    /// <summary>The image under one of these IDs or names, if it has the right layers and runs on the Engine.</summary>
    private async Task<string?> FindAsync(
        SavedImage image, IEnumerable<string> ids, EnginePlatform platform, CancellationToken cancellationToken)
    {
        foreach (string id in ids)
        {
            try
            {
                ImageInspectResponse found = await client.Images.InspectImageAsync(id, cancellationToken)
                    .ConfigureAwait(false);
                if (found.RootFS.Layers.SequenceEqual(image.DiffIds) && platform.Runs(found.Os, found.Architecture))
                {
                    return found.ID;
                }
            }
            catch (DockerApiException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
            {
            }
        }

        return null;
    }

    private static string Familiar(string name) =>
        ImageReference.TryParse(name, out ImageReference? reference) ? reference.ToString() : name;
}
