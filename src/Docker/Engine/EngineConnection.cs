using ScaleSim.Core.Engines;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Api.Endpoints;

namespace ScaleSim.Docker.Engine;

/// <summary>The way to the Engine that a command talks to.</summary>
internal static class EngineConnection
{
    /// <summary>The Engine that DOCKER_HOST, the Docker context or the usual socket names.</summary>
    public static DockerEndpoint OfUser() => DockerEndpointResolver.Resolve(
        Environment.GetEnvironmentVariable, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));

    /// <exception cref="EngineUnavailableException">
    /// Nothing answers there; the message says how to start one.
    /// </exception>
    public static async Task<DockerClient> OpenAsync(
        Func<DockerEndpoint> resolve, DockerClientOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await DockerClient.ConnectAsync(resolve(), options, cancellationToken).ConfigureAwait(false);
        }
        catch (DockerClientException exception)
        {
            throw new EngineUnavailableException(exception.Message, exception);
        }
    }
}
