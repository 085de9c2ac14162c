using System.Net;
using ScaleSim.Docker.Api.Models;
using ScaleSim.Docker.Api.Transport;

namespace ScaleSim.Docker.Api;

/// <summary>Calls about images.</summary>
internal sealed class ImageOperations
{
    private readonly EngineRequester _engine;

    public ImageOperations(EngineRequester engine) => _engine = engine;

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

    /// <remarks>
    /// Samples: <c>{"stream":"Loaded image: scalesim/worker:1\n"}</c>, <c>{"stream":"Loaded image ID:
    /// sha256:...\n"}</c>, <c>{"errorDetail":{"message":"no space left on device"},"error":"no space left on
    /// device"}</c>.
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
            var failure = line.ErrorDetail?.Message is { Length: > 0 } detail ? detail : line.Error;
            if (failure.Length > 0)
            {
                throw new DockerApiException(HttpStatusCode.OK, failure, request.ToString());
            }

            if (line.Stream.StartsWith("Loaded image", StringComparison.Ordinal))
            {
                loaded.Add(line.Stream[(line.Stream.IndexOf(": ", StringComparison.Ordinal) + 2)..].Trim());
            }
        }

        return new ImageLoadResponse(loaded);
    }
}
