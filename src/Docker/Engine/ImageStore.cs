using System.Collections.Concurrent;
using System.Net;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Specs.Images;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Api.Models;
using ScaleSim.Docker.Archives;
using ScaleSim.Docker.Images;
using ScaleSim.Docker.Pulls;
using ScaleSim.Docker.Registries;

namespace ScaleSim.Docker.Engine;

/// <summary>
/// Image IDs by what specs call images: a name, pulled as the spec allows, or an archive, loaded unless the Engine has
/// its image. ScaleSim's own images are made and loaded at first use. Each is resolved once.
/// </summary>
internal sealed class ImageStore
{
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _ids = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _pulled = new();
    private readonly ConcurrentDictionary<(string Path, string? Name), Lazy<Task<string>>> _loaded = new();
    private readonly DockerClient _client;
    private readonly DockerEngineOptions _options;
    private readonly EnginePipelines _pipelines;
    private readonly ImagePuller _puller;
    private readonly ArchiveLoader _loader;

    /// <summary>With the credentials of this process's user.</summary>
    public ImageStore(DockerClient client, DockerEngineOptions options)
        : this(client, options, new EnginePipelines(options.Time), RegistryCredentials.OfUser(options.Time))
    {
    }

    public ImageStore(
        DockerClient client,
        DockerEngineOptions options,
        EnginePipelines pipelines,
        RegistryCredentials credentials)
    {
        _client = client;
        _options = options;
        _pipelines = pipelines;
        _puller = new ImagePuller(client, credentials, pipelines, options.Time);
        _loader = new ArchiveLoader(client, pipelines, options.Time);
    }

    public Task<string> SandboxAsync(CancellationToken cancellationToken) =>
        FindAsync(_options.Sandbox.Name, cancellationToken);

    /// <summary>The image that was found before under this name, else what the Engine has; nothing is pulled.</summary>
    /// <exception cref="ImageMissingException">Neither ScaleSim nor the Engine has an image of this name.</exception>
    public Task<string> FindAsync(string name, CancellationToken cancellationToken) =>
        FindAsync(name, ImagePull.Never, progress: null, cancellationToken);

    /// <summary>The image that a group names, had as its spec allows.</summary>
    /// <returns>The image's ID.</returns>
    /// <exception cref="ImageMissingException">It can't be had; the message says why and what to do.</exception>
    /// <exception cref="NotSupportedException">
    /// An image of the host's programs that was not made before (<see cref="DockerEngineOptions.HostImages"/>).
    /// </exception>
    public Task<string> FindAsync(ImageSpec image, CancellationToken cancellationToken) => image switch
    {
        TagImageSpec tag => FindAsync(tag.Tag, tag.Pull, _options.ImageProgress, cancellationToken),
        ArchiveImageSpec archive => LoadArchiveAsync(
            archive.Path, archive.Tag, _options.ImageProgress, cancellationToken),
        _ => throw new NotSupportedException($"{image} was not made before the engine was asked for it."),
    };

    /// <param name="name">A name, or the ID of an image that the Engine has.</param>
    /// <param name="progress">
    /// Gets sentences while an image is pulled; null takes <see cref="DockerEngineOptions.ImageProgress"/>.
    /// </param>
    /// <returns>The image's ID.</returns>
    /// <exception cref="ImageMissingException">
    /// It can't be had, or is for another kind of machine; the message names <c>docker pull</c>.
    /// </exception>
    public Task<string> FindAsync(
        string name, ImagePull pull, Action<string>? progress, CancellationToken cancellationToken)
    {
        progress ??= _options.ImageProgress;
        if (pull != ImagePull.Always || OwnSource(name) is not null)
        {
            return OnceAsync(_ids, name, () => ResolveAsync(name, pull, progress, cancellationToken));
        }

        // Once per command; and from then on it is what everybody gets under this name.
        Lazy<Task<string>> pulled = _pulled.GetOrAdd(
            name, missing => new(() => ResolveAsync(missing, pull, progress, cancellationToken)));
        _ids[name] = pulled;
        return ForgetFailureAsync(pulled, () =>
        {
            _pulled.TryRemove(new(name, pulled));
            _ids.TryRemove(new(name, pulled));
        });
    }

    /// <param name="path">A <c>docker save</c> or OCI archive on this machine, perhaps gzip-compressed.</param>
    /// <param name="name">Which image of the archive; null where it has one.</param>
    /// <param name="progress">
    /// Gets sentences while the archive is sent; null takes <see cref="DockerEngineOptions.ImageProgress"/>.
    /// </param>
    /// <returns>The image's ID.</returns>
    /// <exception cref="ImageMissingException">
    /// There is no such archive, or it can't be loaded; the message says why and what to do.
    /// </exception>
    public Task<string> LoadArchiveAsync(
        string path, string? name, Action<string>? progress, CancellationToken cancellationToken)
    {
        string full = Path.GetFullPath(path);
        return OnceAsync(_loaded, (full, name), async () =>
        {
            EnginePlatform platform = await EnginePlatform.ReadAsync(_client, cancellationToken).ConfigureAwait(false);
            return await _loader
                .LoadAsync(full, name, platform, progress ?? _options.ImageProgress, cancellationToken)
                .ConfigureAwait(false);
        });
    }

    /// <summary>Whether the Engine has it now, whatever was found before.</summary>
    /// <param name="id">An image's ID.</param>
    public async Task<bool> HasAsync(string id, CancellationToken cancellationToken) =>
        await InspectAsync(id, cancellationToken).ConfigureAwait(false) is not null;

    private static Task<string> OnceAsync<TKey>(
        ConcurrentDictionary<TKey, Lazy<Task<string>>> known, TKey key, Func<Task<string>> resolve)
        where TKey : notnull
    {
        Lazy<Task<string>> entry = known.GetOrAdd(key, _ => new(resolve));
        return ForgetFailureAsync(entry, () => known.TryRemove(new(key, entry)));
    }

    /// <summary>What failed once, a cancelled pull for instance, may be asked for again.</summary>
    private static async Task<string> ForgetFailureAsync(Lazy<Task<string>> entry, Action forget)
    {
        try
        {
            return await entry.Value.ConfigureAwait(false);
        }
        catch
        {
            forget();
            throw;
        }
    }

    private ImageSource? OwnSource(string name) =>
        _options.Images.Append(_options.Sandbox).FirstOrDefault(image => image.Name == name);

    private async Task<string> ResolveAsync(
        string name, ImagePull pull, Action<string>? progress, CancellationToken cancellationToken)
    {
        if (OwnSource(name) is { } source)
        {
            return await MakeAsync(source, cancellationToken).ConfigureAwait(false);
        }

        if (_options.HostImages.FirstOrDefault(image => image.Reference == name) is { } host)
        {
            return await LoadAsync(host.Archive, cancellationToken).ConfigureAwait(false);
        }

        ImageInspectResponse? present = pull == ImagePull.Always && !ImageReference.IsId(name)
            ? null
            : await InspectAsync(name, cancellationToken).ConfigureAwait(false);
        if (present is null && pull == ImagePull.Never)
        {
            throw new ImageMissingException(
                name.StartsWith($"{HostImage.Repository}:", StringComparison.Ordinal)
                    ? PullMessages.HostImageGone(name)
                    : PullMessages.Forbidden(name));
        }

        ImageInspectResponse image = present
            ?? await PullAsync(name, progress, cancellationToken).ConfigureAwait(false);
        EnginePlatform platform = await EnginePlatform.ReadAsync(_client, cancellationToken).ConfigureAwait(false);
        platform.Demand($"Image {name}", image, $"Get the right one with 'docker pull --platform {platform} {name}'");
        return image.ID;
    }

    private async Task<ImageInspectResponse> PullAsync(
        string name, Action<string>? progress, CancellationToken cancellationToken)
    {
        if (ImageReference.IsId(name))
        {
            throw new ImageMissingException(PullMessages.Unnamed(name));
        }

        ImageReference reference = Parse(name);
        await _puller.PullAsync(reference, progress, cancellationToken).ConfigureAwait(false);
        return await InspectAsync(reference.ToString(), cancellationToken).ConfigureAwait(false)
            ?? throw new ImageMissingException(PullMessages.Vanished(reference));
    }

    private static ImageReference Parse(string name)
    {
        try
        {
            return ImageReference.Parse(name);
        }
        catch (FormatException exception)
        {
            throw new ImageMissingException(PullMessages.Malformed(exception.Message, name), exception);
        }
    }

    /// <summary>Null where the Engine has no such image; what it calls no name at all is none, either.</summary>
    private async Task<ImageInspectResponse?> InspectAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return await _client.Images.InspectImageAsync(name, cancellationToken).ConfigureAwait(false);
        }
        catch (DockerApiException exception)
            when (exception.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest)
        {
            return null;
        }
    }

    private async Task<string> MakeAsync(ImageSource source, CancellationToken cancellationToken)
    {
        ImageArchive archive = await ImageArchive.CreateAsync(
            source.Name,
            new ImageConfig { Entrypoint = source.Entrypoint },
            ImageFolder.Read(source.RootDirectory),
            cancellationToken).ConfigureAwait(false);
        return await LoadAsync(archive, cancellationToken).ConfigureAwait(false);
    }

    private async Task<string> LoadAsync(ImageArchive archive, CancellationToken cancellationToken)
    {
        string id = await EnsureAsync(archive, cancellationToken).ConfigureAwait(false);
        await ImageUse.NoteAsync(_client, archive, _options.Time, cancellationToken).ConfigureAwait(false);
        return id;
    }

    /// <summary>Loading the same image twice is loading it once.</summary>
    private async Task<string> EnsureAsync(ImageArchive archive, CancellationToken cancellationToken) =>
        await _pipelines.Pull.ExecuteAsync(
            async token => await ImageLoader.EnsureAsync(_client, archive, token).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
}
