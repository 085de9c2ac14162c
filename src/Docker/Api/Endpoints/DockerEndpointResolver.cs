namespace ScaleSim.Docker.Api.Endpoints;

/// <summary>
/// Finds the Engine that the <c>docker</c> command of the same user would talk to: <c>DOCKER_HOST</c>, else the context
/// named by <c>DOCKER_CONTEXT</c>, else the one in use (<c>currentContext</c> of config.json), else the default socket.
/// </summary>
internal static class DockerEndpointResolver
{
    public const string HostVariable = "DOCKER_HOST";
    public const string ContextVariable = "DOCKER_CONTEXT";
    public const string DefaultSocketPath = "/var/run/docker.sock";

    /// <summary>The name by which Docker calls the absence of a context.</summary>
    private const string DefaultContext = "default";

    /// <param name="environment">Looks up an environment variable; null where it is not set.</param>
    /// <param name="homeDirectory">The user's, where <c>.docker</c> lies unless <c>DOCKER_CONFIG</c> says
    /// otherwise.</param>
    /// <exception cref="DockerUnavailableException">What is configured can't be used; the message says why and what to
    /// do.</exception>
    public static DockerEndpoint Resolve(Func<string, string?> environment, string homeDirectory)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var configDirectory = DockerConfigDirectory.Find(environment, homeDirectory);
        if (NotEmpty(environment(HostVariable)) is { } host)
        {
            return DockerHostParser.Parse(
                host, HostVariable, () => DockerTlsVariables.Read(environment, configDirectory));
        }

        var contexts = new DockerContextStore(configDirectory);
        var (context, source) = NotEmpty(environment(ContextVariable)) is { } named
            ? (named, ContextVariable)
            : (contexts.CurrentContext(), "docker context use");
        return context is null or DefaultContext
            ? DockerEndpoint.Unix(DefaultSocketPath, DefaultContext)
            : contexts.Endpoint(context, source);
    }

    private static string? NotEmpty(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
