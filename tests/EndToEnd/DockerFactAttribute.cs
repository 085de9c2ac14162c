namespace ScaleSim.EndToEnd;

/// <summary>
/// A fact about a real Docker Engine. Without one it is skipped, with the reason; where the environment variable CI is
/// set it is not skipped, and so fails: a build machine without an Engine proves nothing.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DockerFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Missing = new(() => Task.Run(WhyMissingAsync).GetAwaiter().GetResult());

    public DockerFactAttribute() => Skip = WhyNot;

    /// <value>Why tests of a real Engine are skipped; null where they are not.</value>
    public static string? WhyNot => MaySkip ? Missing.Value : null;

    private static bool MaySkip => string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI"));

    /// <param name="reason">What of it takes root, as a sentence.</param>
    /// <returns>
    /// Why a test that takes an Engine and root is skipped; null where it is not: a build machine without root proves
    /// as little as one without an Engine.
    /// </returns>
    public static string? WhyNotAsRoot(string reason) =>
        WhyNot ?? (MaySkip && !Environment.IsPrivilegedProcess ? reason : null);

    private static async Task<string?> WhyMissingAsync()
    {
        try
        {
            CommandResult version = await DockerCli.TryRunAsync("version", "--format", "{{.Server.Version}}");
            return version.ExitCode == 0 ? null : $"The docker command reaches no Engine: {version.Stderr.Trim()}";
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            return $"There is no docker command: {exception.Message}";
        }
    }
}
