using ScaleSim.Docker.Api.Transport;

namespace ScaleSim.Docker.Api;

/// <summary>
/// A small typed client of the Docker Engine API: the calls that ScaleSim makes, under the Engine's own names, API 1.41
/// (Engine 20.10) to 1.55. Thread-safe; one per Engine is enough. It tries nothing twice unless told to
/// (<see cref="DockerClientOptions.Reads"/>): that is for its callers.
/// </summary>
internal sealed class DockerClient : IDisposable
{
    private readonly EngineRequester _engine;

    private DockerClient(EngineRequester engine)
    {
        _engine = engine;
        System = new SystemOperations(engine);
        Containers = new ContainerOperations(engine);
        Images = new ImageOperations(engine);
        Networks = new NetworkOperations(engine);
        Volumes = new VolumeOperations(engine);
        Exec = new ExecOperations(engine);
    }

    public DockerEndpoint Endpoint => _engine.Endpoint;

    /// <summary>
    /// The version spoken: the newest that both sides know. It changes if the Engine is exchanged underneath.
    /// </summary>
    public Version ApiVersion => _engine.ApiVersion;

    public SystemOperations System { get; }

    public ContainerOperations Containers { get; }

    public ImageOperations Images { get; }

    public NetworkOperations Networks { get; }

    public VolumeOperations Volumes { get; }

    public ExecOperations Exec { get; }

    /// <summary>Connects with the default <see cref="DockerClientOptions"/>.</summary>
    /// <exception cref="DockerUnavailableException">No usable Engine answers; the message says why and what to
    /// do.</exception>
    public static Task<DockerClient> ConnectAsync(DockerEndpoint endpoint, CancellationToken cancellationToken) =>
        ConnectAsync(endpoint, new DockerClientOptions(), cancellationToken);

    /// <exception cref="DockerUnavailableException">No usable Engine answers; the message says why and what to
    /// do.</exception>
    public static async Task<DockerClient> ConnectAsync(
        DockerEndpoint endpoint, DockerClientOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var engine = new EngineRequester(endpoint, options);
        try
        {
            await engine.NegotiateAsync(cancellationToken).ConfigureAwait(false);
            return new DockerClient(engine);
        }
        catch (DockerClientException exception)
        {
            engine.Dispose();
            throw engine.Unreachable(exception);
        }
        catch
        {
            engine.Dispose();
            throw;
        }
    }

    public void Dispose() => _engine.Dispose();
}
