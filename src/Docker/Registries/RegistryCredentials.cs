using System.Text.Json;
using ScaleSim.Core.Specs.Images;
using ScaleSim.Docker.Api.Endpoints;
using ScaleSim.Docker.Api.Models;

namespace ScaleSim.Docker.Registries;

/// <summary>
/// Finds the credentials that the <c>docker</c> command of the same user would send to a registry: those of
/// <c>DOCKER_AUTH_CONFIG</c>, else the registry's helper (<c>credHelpers</c>), else the general one
/// (<c>credsStore</c>), else those in config.json itself (<c>auths</c>). They are read anew each time and not kept.
/// </summary>
/// <remarks>Source: https://github.com/docker/cli, cli/config/configfile/file.go and cli/config/credentials.</remarks>
internal sealed class RegistryCredentials
{
    /// <summary>Credentials as the text of a config.json; a CI job's secret, often.</summary>
    public const string AuthVariable = "DOCKER_AUTH_CONFIG";

    private const string DockerHubKey = "https://index.docker.io/v1/";
    private const string TokenUser = "<token>";

    private readonly Func<string, string?> _environment;
    private readonly string _configPath;
    private readonly CredentialHelper _helper;

    /// <param name="environment">Looks up an environment variable; null where it is not set.</param>
    /// <param name="homeDirectory">The user's, where <c>.docker</c> lies unless <c>DOCKER_CONFIG</c> says
    /// otherwise.</param>
    public RegistryCredentials(Func<string, string?> environment, string homeDirectory, CredentialHelper helper)
    {
        _environment = environment;
        _configPath = Path.Combine(
            DockerConfigDirectory.Find(environment, homeDirectory), DockerConfigDirectory.ConfigFile);
        _helper = helper;
    }

    /// <summary>Those of this process's user.</summary>
    public static RegistryCredentials OfUser(TimeProvider time) => new(
        Environment.GetEnvironmentVariable,
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
        new CredentialHelper(Environment.GetEnvironmentVariable, CredentialHelper.DefaultTimeout, time));

    /// <param name="registry">As <see cref="ImageReference.Registry"/> has it.</param>
    /// <returns>Null where there are none, which is right for public images.</returns>
    /// <exception cref="CredentialsException">They can't be read, or a helper fails.</exception>
    public async Task<AuthConfig?> FindAsync(string registry, CancellationToken cancellationToken)
    {
        var key = registry == ImageReference.DockerHub ? DockerHubKey : registry;
        if (FromVariable(key) is { } given)
        {
            return given;
        }

        var config = DockerConfigDirectory.Read(
            _configPath, RegistryJsonContext.Default.RegistryConfigFile, Unreadable(_configPath));
        if (config is null)
        {
            return null;
        }

        var helper = config.CredHelpers?.TryGetValue(key, out var own) == true ? own : config.CredsStore;
        return string.IsNullOrEmpty(helper)
            ? FromFile(config, key, _configPath)
            : await FromHelperAsync(helper, key, cancellationToken).ConfigureAwait(false);
    }

    private AuthConfig? FromVariable(string key)
    {
        if (_environment(AuthVariable) is not { } text || string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        try
        {
            var config = JsonSerializer.Deserialize(text, RegistryJsonContext.Default.RegistryConfigFile);
            return config is null ? null : FromFile(config, key, AuthVariable);
        }
        catch (JsonException exception)
        {
            throw Unreadable(AuthVariable)(Where(exception), null);
        }
    }

    private static AuthConfig? FromFile(RegistryConfigFile config, string key, string source)
    {
        var auths = config.Auths ?? new Dictionary<string, RegistryAuth?>();

        // Old versions of docker login wrote addresses such as https://registry.lab:5000/v1/.
        var entry = auths.TryGetValue(key, out var exact)
            ? exact
            : auths.FirstOrDefault(auth => HostOf(auth.Key) == HostOf(key)).Value;
        try
        {
            return entry?.ToAuthConfig(key);
        }
        catch (FormatException exception)
        {
            throw new CredentialsException(
                $"The credentials for {key} in {source} can't be used: {exception.Message.TrimEnd('.')}. "
                + $"Write them anew with 'docker login{Argument(key)}'.",
                exception);
        }
    }

    private async Task<AuthConfig?> FromHelperAsync(string helper, string key, CancellationToken cancellationToken)
    {
        var answer = await _helper.GetAsync(helper, key, cancellationToken).ConfigureAwait(false);
        return answer switch
        {
            null or { Secret: null or "" } => null,
            { Username: TokenUser } => new AuthConfig { IdentityToken = answer.Secret, ServerAddress = key },
            _ => new AuthConfig { Username = answer.Username, Password = answer.Secret, ServerAddress = key },
        };
    }

    /// <summary><c>https://registry.lab:5000/v1/</c> is <c>registry.lab:5000</c>.</summary>
    private static string HostOf(string address)
    {
        var scheme = address.IndexOf("://", StringComparison.Ordinal);
        var rest = scheme < 0 ? address : address[(scheme + 3)..];
        return rest.Split('/', 2)[0];
    }

    private static string Argument(string key) => key == DockerHubKey ? "" : $" {key}";

    private static Func<string, Exception?, Exception> Unreadable(string source) => (why, cause) =>
        new CredentialsException(
            $"The registry credentials in {source} can't be read: "
            + $"{(cause is JsonException json ? Where(json) : why.TrimEnd('.'))}. Repair it, or set DOCKER_CONFIG to a "
            + "folder with another config.json.");

    /// <summary>The parser's own words could quote what stands there.</summary>
    private static string Where(JsonException exception) =>
        $"it is no JSON of the right shape at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}";
}
