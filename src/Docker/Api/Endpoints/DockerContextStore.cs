using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization.Metadata;

namespace ScaleSim.Docker.Api.Endpoints;

/// <summary>
/// Docker's contexts on disk: <c>config.json</c> names the one in use, <c>contexts/meta/&lt;sha256 of the
/// name&gt;/meta.json</c> holds its endpoint, <c>contexts/tls/&lt;sha256&gt;/docker/</c> its TLS material.
/// </summary>
internal sealed class DockerContextStore
{
    private readonly string _configDirectory;

    public DockerContextStore(string configDirectory) => _configDirectory = configDirectory;

    /// <summary>The context chosen by <c>docker context use</c>; null where there is none.</summary>
    /// <remarks>Sample of config.json: <c>{"auths":{},"currentContext":"lab"}</c>.</remarks>
    public string? CurrentContext()
    {
        var path = Path.Combine(_configDirectory, DockerConfigDirectory.ConfigFile);
        var config = Read(path, ContextJsonContext.Default.DockerConfigFile);
        return string.IsNullOrEmpty(config?.CurrentContext) ? null : config.CurrentContext;
    }

    /// <remarks>
    /// Sample of meta.json:
    /// <c>{"Name":"lab","Metadata":{},"Endpoints":{"docker":{"Host":"tcp://lab:2376","SkipTLSVerify":false}}}</c>.
    /// </remarks>
    /// <exception cref="DockerUnavailableException">There is no such context, or it has no usable endpoint.</exception>
    public DockerEndpoint Endpoint(string context, string namedBy)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(context)));
        var path = Path.Combine(_configDirectory, "contexts", "meta", id, "meta.json");
        var meta = Read(path, ContextJsonContext.Default.DockerContextFile) ?? throw new DockerUnavailableException(
            $"The Docker context \"{context}\" (named by {namedBy}) does not exist: there is no {path}. "
            + "Choose one of docker context ls, or set DOCKER_HOST.");
        if (meta.Endpoints is null || !meta.Endpoints.TryGetValue("docker", out var endpoint)
            || string.IsNullOrEmpty(endpoint?.Host))
        {
            throw new DockerUnavailableException(
                $"The Docker context \"{context}\" (named by {namedBy}) has no Docker endpoint in {path}. "
                + "Choose another of docker context ls, or set DOCKER_HOST.");
        }

        return DockerHostParser.Parse(endpoint.Host, $"context \"{context}\"", () => Tls(id, endpoint));
    }

    private DockerTls? Tls(string id, DockerContextEndpoint endpoint)
    {
        var tls = DockerTlsFiles.In(
            Path.Combine(_configDirectory, "contexts", "tls", id, "docker"),
            endpoint.SkipTLSVerify);
        var isPlain = tls is { CaPath: null, CertificatePath: null, KeyPath: null, SkipVerify: false };
        return isPlain ? null : tls;
    }

    private static T? Read<T>(string path, JsonTypeInfo<T> type)
        where T : class =>
        DockerConfigDirectory.Read(path, type, (why, cause) => Unreadable(path, why, cause));

    private static DockerUnavailableException Unreadable(string path, string why, Exception? cause) =>
        new($"{path} can't be read: {why}. Repair it, or set DOCKER_HOST to the Engine's address.", cause);
}
