using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ScaleSim.Core.Hosts.Programs;

namespace ScaleSim.Docker.Registries;

/// <summary>
/// Asks a program <c>docker-credential-NAME</c> of PATH for credentials: <c>get</c> as argument, the registry on its
/// input, JSON on its output; a reason on its output and another exit code where it fails.
/// </summary>
/// <remarks>Source: https://github.com/docker/docker-credential-helpers, README and client/client.go.</remarks>
internal sealed partial class CredentialHelper
{
    /// <summary>A helper may ask its user something: for the key of a password store, say.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(60);

    private const string NotFound = "credentials not found in native keychain";
    private const int OutputBytesMax = 64 * 1024;
    private const int ReasonLengthMax = 300;

    private readonly Func<string, string?> _environment;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;

    public CredentialHelper(Func<string, string?> environment, TimeSpan timeout, TimeProvider time)
    {
        _environment = environment;
        _timeout = timeout;
        _time = time;
    }

    /// <param name="name">What stands in config.json, such as <c>pass</c> for <c>docker-credential-pass</c>.</param>
    /// <returns>Null where the helper knows no credentials for the server.</returns>
    /// <exception cref="CredentialsException">There is no such program, or it fails, or says no JSON.</exception>
    public async Task<HelperAnswer?> GetAsync(string name, string server, CancellationToken cancellationToken)
    {
        if (!HelperName().IsMatch(name))
        {
            throw new CredentialsException(
                $"The credential helper '{name}' can't be used: its name is not made of A-Z, a-z, 0-9, . _ and -. "
                + "Correct credsStore and credHelpers in config.json.");
        }

        var program = $"docker-credential-{name}";
        var path = Find(program) ?? throw Fails(program, server, "there is no such program in PATH");
        var result = await new HostProgram([path, "get"], _timeout, OutputBytesMax, _time) { Input = $"{server}\n" }
            .RunAsync(cancellationToken).ConfigureAwait(false);
        return result switch
        {
            { ExitCode: 0 } => Parse(program, server, result.Output),
            { ExitCode: { } exitCode } => Refused(program, server, exitCode, result.Output),
            _ => throw Fails(program, server, $"it {result.Problem?.TrimEnd('.')}"),
        };
    }

    /// <summary>
    /// Absolute folders only: what lies in the current folder is not what its user has installed.
    /// </summary>
    private string? Find(string program) => (_environment("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Where(Path.IsPathFullyQualified)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(IsProgram);

    private static bool IsProgram(string path) =>
        File.Exists(path)
        && (OperatingSystem.IsWindows()
            || (File.GetUnixFileMode(path)
                & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);

    private static HelperAnswer Parse(string program, string server, string output)
    {
        try
        {
            return JsonSerializer.Deserialize(output, RegistryJsonContext.Default.HelperAnswer)
                ?? throw Fails(program, server, "it answers null");
        }
        catch (JsonException)
        {
            // Neither the output nor the parser's words, which quote it: it may hold the secret.
            int bytes = Encoding.UTF8.GetByteCount(output);
            throw Fails(program, server, $"its {bytes} bytes of output are no credentials in JSON");
        }
    }

    private static HelperAnswer? Refused(string program, string server, int exitCode, string output)
    {
        var reason = output.Trim();
        if (reason.Contains(NotFound, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var shown = reason.Contains('{', StringComparison.Ordinal) ? "" : reason.ReplaceLineEndings(" ");
        throw Fails(
            program,
            server,
            $"it ended with exit code {exitCode}"
            + (shown.Length == 0 ? "" : $": {shown[..Math.Min(shown.Length, ReasonLengthMax)].TrimEnd('.')}"));
    }

    private static CredentialsException Fails(string program, string server, string why) => new(
        $"No credentials for {server} from {program}: {why}. See that 'echo {server} | {program} get' works, or take "
        + "it out of credsStore and credHelpers in config.json and log in again with 'docker login'.");

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,99}\z")]
    private static partial Regex HelperName();
}
