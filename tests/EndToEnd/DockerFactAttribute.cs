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
    public static string? WhyNot =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")) ? Missing.Value : null;

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
