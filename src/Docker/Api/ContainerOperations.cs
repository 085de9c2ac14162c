using System.Net;
using ScaleSim.Docker.Api.Models;
using ScaleSim.Docker.Api.Transport;

namespace ScaleSim.Docker.Api;

/// <summary>
/// Calls about containers, which are named by ID or name. Every refusal is a <see cref="DockerApiException"/>: 404
/// where there is no such container, 409 where its state or name forbids the call.
/// </summary>
internal sealed class ContainerOperations
{
    private readonly EngineRequester _engine;

    public ContainerOperations(EngineRequester engine) => _engine = engine;

    /// <summary>Creates a container; 409 where the name is taken, 404 where the image is missing.</summary>
    public Task<CreateContainerResponse> CreateContainerAsync(
        CreateContainerParameters parameters, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var request = EngineRequest.Post("/containers/create", EngineQuery.Text("name", parameters.Name))
            .WithJson(parameters, DockerJsonContext.Default.CreateContainerParameters);
        return _engine.JsonAsync(request, DockerJsonContext.Default.CreateContainerResponse, cancellationToken);
    }

    /// <returns>False where it was running already.</returns>
    public Task<bool> StartContainerAsync(string id, CancellationToken cancellationToken) =>
        ChangeAsync(EngineRequest.Post(Path(id, "/start")), cancellationToken);

    /// <param name="wait">Between the stop signal and SIGKILL, in whole seconds; null takes the container's
    /// own.</param>
    /// <returns>False where it was stopped already.</returns>
    public Task<bool> StopContainerAsync(string id, TimeSpan? wait, CancellationToken cancellationToken) =>
        ChangeAsync(Waiting(EngineRequest.Post(Path(id, "/stop"), Seconds("t", wait)), wait), cancellationToken);

    public Task<bool> RestartContainerAsync(string id, TimeSpan? wait, CancellationToken cancellationToken) =>
        ChangeAsync(Waiting(EngineRequest.Post(Path(id, "/restart"), Seconds("t", wait)), wait), cancellationToken);

    /// <summary>Sends a signal; 409 where the container is not running.</summary>
    /// <param name="signal">Such as <c>SIGKILL</c>.</param>
    public Task KillContainerAsync(string id, string signal, CancellationToken cancellationToken) =>
        ChangeAsync(EngineRequest.Post(Path(id, "/kill"), EngineQuery.Text("signal", signal)), cancellationToken);

    public Task PauseContainerAsync(string id, CancellationToken cancellationToken) =>
        ChangeAsync(EngineRequest.Post(Path(id, "/pause")), cancellationToken);

    public Task UnpauseContainerAsync(string id, CancellationToken cancellationToken) =>
        ChangeAsync(EngineRequest.Post(Path(id, "/unpause")), cancellationToken);

    /// <summary>
    /// Removes a container; 409 where it runs and <paramref name="force"/> is false, or is being removed already.
    /// </summary>
    /// <param name="removeVolumes">Its anonymous volumes, too.</param>
    public Task RemoveContainerAsync(string id, bool force, bool removeVolumes, CancellationToken cancellationToken) =>
        ChangeAsync(
            EngineRequest.Delete(Path(id), EngineQuery.Flag("force", force), EngineQuery.Flag("v", removeVolumes)),
            cancellationToken);

    public Task<IReadOnlyList<ContainerListResponse>> ListContainersAsync(
        ContainersListParameters parameters, CancellationToken cancellationToken) => _engine.JsonAsync(
            ListRequest(parameters), DockerJsonContext.Default.IReadOnlyListContainerListResponse, cancellationToken);

    /// <summary>
    /// The same list, of which what <paramref name="choose"/> makes of each container is kept, and the rest let go
    /// while it is read: of a thousand containers that is some 10 MB.
    /// </summary>
    /// <param name="choose">Null for a container that is left out.</param>
    public Task<IReadOnlyList<T>> ListContainersAsync<T>(
        ContainersListParameters parameters,
        Func<ContainerListResponse, T?> choose,
        CancellationToken cancellationToken)
        where T : class => _engine.JsonItemsAsync(
            ListRequest(parameters), DockerJsonContext.Default.ContainerListResponse, choose, cancellationToken);

    public Task<ContainerInspectResponse> InspectContainerAsync(string id, CancellationToken cancellationToken) =>
        _engine.JsonAsync(
            EngineRequest.Get(Path(id, "/json")),
            DockerJsonContext.Default.ContainerInspectResponse,
            cancellationToken);

    /// <summary>Reads the log with the default bound, see the other overload.</summary>
    public Task<ContainerOutput> GetContainerLogsAsync(
        string id, int? tail, DateTimeOffset? since, CancellationToken cancellationToken) =>
        GetContainerLogsAsync(id, tail, since, _engine.Options.OutputBytesMax, cancellationToken);

    /// <summary>Reads what the container's program wrote.</summary>
    /// <param name="tail">The last so many lines; null is all that the Engine kept.</param>
    /// <param name="since">Lines from this moment on.</param>
    /// <param name="bytesMax">How much of each stream is kept, from its end.</param>
    public Task<ContainerOutput> GetContainerLogsAsync(
        string id, int? tail, DateTimeOffset? since, int bytesMax, CancellationToken cancellationToken)
    {
        var request = EngineRequest.Get(
            Path(id, "/logs"),
            EngineQuery.Flag("stdout", true),
            EngineQuery.Flag("stderr", true),
            EngineQuery.Number("tail", tail),
            EngineQuery.Time("since", since));
        return _engine.CallAsync(
            request,
            (response, token) => OutputReader.ReadAsync(response, isTerminal: null, bytesMax, token),
            cancellationToken);
    }

    /// <summary>Hands over what the container's program writes, as it comes, until the log ends.</summary>
    public Task StreamContainerLogsAsync(
        string id,
        ContainerLogsParameters parameters,
        IOutputSink stdout,
        IOutputSink stderr,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var request = EngineRequest.Get(
            Path(id, "/logs"),
            EngineQuery.Flag("stdout", true),
            EngineQuery.Flag("stderr", true),
            EngineQuery.Flag("follow", parameters.Follow),
            EngineQuery.Flag("timestamps", parameters.Timestamps),
            EngineQuery.Number("tail", parameters.Tail),
            EngineQuery.Time("since", parameters.Since));
        return _engine.StreamAsync(
            request,
            async (response, token) =>
            {
                await OutputReader.CopyAsync(response, isTerminal: null, stdout, stderr, token).ConfigureAwait(false);
                return true;
            },
            cancellationToken);
    }

    /// <summary>Unpacks a tar archive into a directory of the container, running or not.</summary>
    public Task ExtractArchiveToContainerAsync(string id, string path, Stream tar, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tar);
        var request = new EngineRequest(HttpMethod.Put, Path(id, "/archive"))
        {
            Query = [EngineQuery.Text("path", path)],
            Upload = (body, token) => tar.CopyToAsync(body, token),
        };
        return ChangeAsync(request, cancellationToken);
    }

    /// <summary>Changes limits and the restart policy.</summary>
    public Task<ContainerUpdateResponse> UpdateContainerAsync(
        string id, ContainerUpdateParameters parameters, CancellationToken cancellationToken)
    {
        var request = EngineRequest.Post(Path(id, "/update"))
            .WithJson(parameters, DockerJsonContext.Default.ContainerUpdateParameters);
        return _engine.JsonAsync(request, DockerJsonContext.Default.ContainerUpdateResponse, cancellationToken);
    }

    /// <summary>One sample, taken at once: the Engine does not wait a second for a second one.</summary>
    public Task<ContainerStatsResponse> GetContainerStatsAsync(string id, CancellationToken cancellationToken)
    {
        var request = EngineRequest.Get(
            Path(id, "/stats"), EngineQuery.Text("stream", "false"), EngineQuery.Text("one-shot", "true"));
        return _engine.JsonAsync(request, DockerJsonContext.Default.ContainerStatsResponse, cancellationToken);
    }

    private async Task<bool> ChangeAsync(EngineRequest request, CancellationToken cancellationToken) =>
        await _engine.SendAsync(request, cancellationToken).ConfigureAwait(false) != HttpStatusCode.NotModified;

    private EngineRequest Waiting(EngineRequest request, TimeSpan? wait) =>
        request with { Timeout = _engine.Options.RequestTimeout + (wait ?? TimeSpan.Zero) };

    private static KeyValuePair<string, string?> Seconds(string name, TimeSpan? time) =>
        EngineQuery.Number(name, time is { } value ? (long)Math.Ceiling(value.TotalSeconds) : null);

    private static string Path(string id, string rest = "") => $"/containers/{EngineQuery.Id(id)}{rest}";

    private static EngineRequest ListRequest(ContainersListParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return EngineRequest.Get(
            "/containers/json",
            EngineQuery.Flag("all", parameters.All ?? false),
            EngineQuery.Number("limit", parameters.Limit),
            EngineQuery.Filters(parameters.Filters));
    }
}
