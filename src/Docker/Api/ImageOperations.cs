using System.Net;
using ScaleSim.Docker.Api.Models;
using ScaleSim.Docker.Api.Transport;

namespace ScaleSim.Docker.Api;

/// <summary>Calls about images.</summary>
internal sealed class ImageOperations
{
    private readonly EngineRequester _engine;

    public ImageOperations(EngineRequester engine) => _engine = engine;

    /// <summary>
    /// Pulls an image from its registry. Returns when the Engine has it; cancelling ends the Engine's work too.
    /// </summary>
    /// <param name="authConfig">Null pulls without credentials.</param>
    /// <param name="progress">Gets every line of the answer, in order, on the reading thread.</param>
    /// <exception cref="DockerApiException">
    /// Refused. Before anything was pulled with a status of its own, after that with 200: see the remarks.
    /// </exception>
    /// <exception cref="DockerTimeoutException">
    /// No line came for <see cref="DockerClientOptions.ProgressTimeout"/>.
    /// </exception>
    /// <remarks>
    /// Samples: <c>{"status":"Pulling from library/redis","id":"7.2"}</c>, <c>{"status":"Downloading","progressDetail":
    /// {"current":3,"total":9},"progress":"[==> ] 3B/9B","id":"3c2b"}</c>, <c>{"status":"Pull complete",
    /// "progressDetail":{},"id":"3c2b"}</c>, <c>{"errorDetail":{"message":"no matching manifest for linux/arm64/v8 in
    /// the manifest list entries"},"error":"no matching ..."}</c>.
    /// </remarks>
    public Task CreateImageAsync(
        ImagesCreateParameters parameters,
        AuthConfig? authConfig,
        IProgress<JSONMessage>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var request = EngineRequest.Post(
            "/images/create",
            EngineQuery.Text("fromImage", parameters.FromImage),
            EngineQuery.Text("tag", parameters.Tag),
            EngineQuery.Text("platform", parameters.Platform)) with
        {
            Timeout = _engine.Options.ProgressTimeout,
            Headers = authConfig is null ? [] : [new(RegistryAuthHeader.Name, RegistryAuthHeader.Encode(authConfig))],
        };
        return _engine.ProgressAsync(
            request,
            (response, renew, token) => ReadProgressAsync(response, request, progress, renew, token),
            cancellationToken);
    }

    /// <summary>Loads a docker-archive or OCI archive.</summary>
    public Task<ImageLoadResponse> LoadImageAsync(Stream tar, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tar);
        return LoadImageAsync((body, token) => tar.CopyToAsync(body, token), cancellationToken);
    }

    /// <summary>Loads an archive that is written straight into the connection.</summary>
    public Task<ImageLoadResponse> LoadImageAsync(
        Func<Stream, CancellationToken, Task> writeTar, CancellationToken cancellationToken)
    {
        var request = EngineRequest.Post("/images/load", EngineQuery.Flag("quiet", true)) with { Upload = writeTar };
        return _engine.CallAsync(
            request, (response, token) => ReadLoadAsync(response, request, token), cancellationToken);
    }

    /// <summary>404 where there is no such image.</summary>
    public Task<ImageInspectResponse> InspectImageAsync(string name, CancellationToken cancellationToken) =>
        _engine.JsonAsync(
            EngineRequest.Get($"/images/{EngineQuery.ImageName(name)}/json"),
            DockerJsonContext.Default.ImageInspectResponse,
            cancellationToken);

    /// <param name="filters">Such as <c>label</c> or <c>reference</c>; null lists all.</param>
    public Task<IReadOnlyList<ImagesListResponse>> ListImagesAsync(
        IReadOnlyDictionary<string, IReadOnlyList<string>>? filters, CancellationToken cancellationToken) =>
        _engine.JsonAsync(
            EngineRequest.Get("/images/json", EngineQuery.Filters(filters)),
            DockerJsonContext.Default.IReadOnlyListImagesListResponse,
            cancellationToken);

    /// <summary>
    /// Removes a name, and the image with its last one; 409 where a container uses it and it is not forced.
    /// </summary>
    public Task<IReadOnlyList<ImageDeleteResponse>> DeleteImageAsync(
        string name, bool force, CancellationToken cancellationToken) =>
        _engine.JsonAsync(
            EngineRequest.Delete($"/images/{EngineQuery.ImageName(name)}", EngineQuery.Flag("force", force)),
            DockerJsonContext.Default.IReadOnlyListImageDeleteResponse,
            cancellationToken);

    /// <summary>Gives an image another name.</summary>
    public Task TagImageAsync(string name, string repository, string tag, CancellationToken cancellationToken) =>
        _engine.SendAsync(
            EngineRequest.Post(
                $"/images/{EngineQuery.ImageName(name)}/tag",
                EngineQuery.Text("repo", repository),
                EngineQuery.Text("tag", tag)),
            cancellationToken);

    private async Task ReadProgressAsync(
        HttpResponseMessage response,
        EngineRequest request,
        IProgress<JSONMessage>? progress,
        Action renew,
        CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var lines = JsonLines.ReadAsync(
            body, DockerJsonContext.Default.JSONMessage, _engine.Options.LineBytesMax, cancellationToken);
        await foreach (var line in lines.ConfigureAwait(false))
        {
            renew();
            ThrowIfFailed(line, request);
            progress?.Report(line);
        }
    }

    /// <remarks>
    /// Samples: <c>{"stream":"Loaded image: scalesim/worker:1\n"}</c>, <c>{"stream":"Loaded image ID:
    /// sha256:...\n"}</c>, <c>{"errorDetail":{"message":"no space left on device"},"error":"no space left on
    /// device"}</c>. An Engine with containerd's store goes on after <c>{"stream":"Error unpacking image a:1: failed to
    /// extract layer ...\n"}</c>, and no container can be made of what it has then.
    /// </remarks>
    private async Task<ImageLoadResponse> ReadLoadAsync(
        HttpResponseMessage response, EngineRequest request, CancellationToken cancellationToken)
    {
        var loaded = new List<string>();
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using var bounded = new BoundedStream(body, _engine.Options.AnswerBytesMax);
        var lines = JsonLines.ReadAsync(
            bounded, DockerJsonContext.Default.JSONMessage, _engine.Options.LineBytesMax, cancellationToken);
        await foreach (var line in lines.ConfigureAwait(false))
        {
            ThrowIfFailed(line, request);
            if (line.Stream.StartsWith("Loaded image", StringComparison.Ordinal))
            {
                loaded.Add(line.Stream[(line.Stream.IndexOf(": ", StringComparison.Ordinal) + 2)..].Trim());
            }
            else if (line.Stream.StartsWith("Error unpacking image", StringComparison.Ordinal))
            {
                throw new DockerApiException(HttpStatusCode.OK, line.Stream.Trim(), request.ToString());
            }
        }

        return new ImageLoadResponse(loaded);
    }

    private static void ThrowIfFailed(JSONMessage line, EngineRequest request)
    {
        var failure = line.ErrorDetail?.Message is { Length: > 0 } detail ? detail : line.Error;
        if (failure.Length > 0)
        {
            throw new DockerApiException(HttpStatusCode.OK, failure, request.ToString());
        }
    }
}
