using System.Collections.Concurrent;
using System.Net;
using ScaleSim.Core.Engines;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Images;

namespace ScaleSim.Docker.Engine;

/// <summary>Image IDs by the names that specs use. ScaleSim's own images are made and loaded at first use.</summary>
internal sealed class ImageStore(DockerClient client, DockerEngineOptions options)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _ids = new();

    public Task<string> SandboxAsync(CancellationToken cancellationToken) =>
        FindAsync(options.Sandbox.Name, cancellationToken);

    /// <exception cref="ImageMissingException">Neither ScaleSim nor the Engine has an image of this name.</exception>
    public Task<string> FindAsync(string name, CancellationToken cancellationToken) => _ids.GetOrAdd(
        name,
        missing => new Lazy<Task<string>>(() => ResolveAsync(missing, cancellationToken))).Value;

    private async Task<string> ResolveAsync(string name, CancellationToken cancellationToken)
    {
        HostImageSource? host = options.HostImages.FirstOrDefault(image => image.Reference == name);
        ImageSource? source = options.Images.Append(options.Sandbox).FirstOrDefault(image => image.Name == name);
        try
        {
            if (host is not null)
            {
                return await ImageLoader.EnsureAsync(client, host.Archive, cancellationToken).ConfigureAwait(false);
            }

            return source is null
                ? (await client.Images.InspectImageAsync(name, cancellationToken).ConfigureAwait(false)).ID
                : await LoadAsync(source, cancellationToken).ConfigureAwait(false);
        }
        catch (DockerApiException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            _ids.TryRemove(name, out _);
            string remedy = name.StartsWith($"{HostImage.Repository}:", StringComparison.Ordinal)
                ? "It was made of programs of a machine and has been removed since; start the cluster anew from its "
                    + "file, which makes it again."
                : $"Get it with 'docker pull {name}', or build it, and run the same command again.";
            throw new ImageMissingException(
                $"Image {name} is not on this engine: it answers 404. {remedy}", exception);
        }
        catch
        {
            _ids.TryRemove(name, out _);
            throw;
        }
    }

    private async Task<string> LoadAsync(ImageSource source, CancellationToken cancellationToken)
    {
        ImageArchive archive = await ImageArchive.CreateAsync(
            source.Name,
            new ImageConfig { Entrypoint = source.Entrypoint },
            ImageFolder.Read(source.RootDirectory),
            cancellationToken).ConfigureAwait(false);
        return await ImageLoader.EnsureAsync(client, archive, cancellationToken).ConfigureAwait(false);
    }
}
