using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

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
        using var deadline = new CancellationTokenSource(_timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var (exitCode, output) = await RunAsync(path, server, either.Token).ConfigureAwait(false);
            return exitCode == 0 ? Parse(program, server, output) : Refused(program, server, exitCode, output);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Fails(program, server, $"it took longer than {_timeout.TotalSeconds:0.###} s and was ended");
        }
        catch (Exception exception) when (exception is Win32Exception or IOException)
        {
            throw Fails(program, server, exception.Message.TrimEnd('.'));
        }
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

    private static async Task<(int ExitCode, byte[] Output)> RunAsync(
        string path, string server, CancellationToken cancellationToken)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(path, ["get"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        process.Start();
        try
        {
            var output = ReadAsync(process.StandardOutput.BaseStream, cancellationToken);

            // What it says there is for a terminal, and unread it would block the helper.
            var chatter = ReadAsync(process.StandardError.BaseStream, cancellationToken);
            await WriteAsync(process, server, cancellationToken).ConfigureAwait(false);

            // A helper's own helper (an agent that stays) may keep the pipes open for ever.
            await Task.WhenAll(output, chatter).WaitAsync(cancellationToken).ConfigureAwait(false);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            return (process.ExitCode, await output.ConfigureAwait(false));
        }
        finally
        {
            End(process);
        }
    }

    private static async Task WriteAsync(Process process, string server, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.WriteAsync($"{server}\n".AsMemory(), cancellationToken)
                .ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading; its exit code and output say why.
        }
    }

    /// <summary>Reads to the end, so that no output blocks the helper, and keeps the beginning.</summary>
    private static async Task<byte[]> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var kept = new byte[OutputBytesMax];
        var rest = new byte[4096];
        var length = 0;
        while (true)
        {
            var target = length < kept.Length ? kept.AsMemory(length) : rest;
            var read = await stream.ReadAsync(target, cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return kept[..length];
            }

            length = Math.Min(kept.Length, length + read);
        }
    }

    private static void End(Process process)
    {
        try
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            // It ended by itself in between.
        }
    }

    private static HelperAnswer Parse(string program, string server, byte[] output)
    {
        try
        {
            return JsonSerializer.Deserialize(output, RegistryJsonContext.Default.HelperAnswer)
                ?? throw Fails(program, server, "it answers null");
        }
        catch (JsonException)
        {
            // Neither the output nor the parser's words, which quote it: it may hold the secret.
            throw Fails(program, server, $"its {output.Length} bytes of output are no credentials in JSON");
        }
    }

    private static HelperAnswer? Refused(string program, string server, int exitCode, byte[] output)
    {
        var reason = Encoding.UTF8.GetString(output).Trim();
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
