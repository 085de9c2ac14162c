using ScaleSim.Docker.Api;
using ScaleSim.Docker.Api.Endpoints;

namespace ScaleSim.Docker.Tests;

/// <summary>
/// A fact about a real Docker Engine. Without one it is skipped, with the reason; where the environment variable CI is
/// set it is not skipped, and so fails: a build machine without an Engine proves nothing.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DockerFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Missing = new(() => Task.Run(WhyMissingAsync).GetAwaiter().GetResult());

    public DockerFactAttribute()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")))
        {
            Skip = Missing.Value;
        }
    }

    /// <summary>The Engine that the <c>docker</c> command of this user talks to.</summary>
    public static DockerEndpoint Endpoint() => DockerEndpointResolver.Resolve(
        Environment.GetEnvironmentVariable, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));

    private static async Task<string?> WhyMissingAsync()
    {
        try
        {
            var options = new DockerClientOptions
            {
                ConnectTimeout = TimeSpan.FromSeconds(5),
                PingTimeout = TimeSpan.FromSeconds(10),
            };
            using var client = await DockerClient.ConnectAsync(Endpoint(), options, CancellationToken.None);
            return null;
        }
        catch (DockerUnavailableException exception)
        {
            return exception.Message;
        }
    }
}
