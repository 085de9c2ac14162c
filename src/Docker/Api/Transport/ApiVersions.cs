using System.Net;

namespace ScaleSim.Docker.Api.Transport;

/// <summary>
/// Which version of the Engine API to speak. An Engine takes every version from its minimum to its own.
/// </summary>
internal static class ApiVersions
{
    /// <summary>Engine 20.10; what the client needs is all there.</summary>
    public static readonly Version Oldest = new(1, 41);

    /// <summary>
    /// Engine 29.6 and 29.7: the newest whose changes are known. Engines 29.0 to 29.2 refuse versions below 1.44.
    /// </summary>
    public static readonly Version Newest = new(1, 55);

    /// <summary>The newest version that both sides know.</summary>
    /// <param name="announced">The <c>Api-Version</c> header of <c>/_ping</c>, such as <c>1.41</c>.</param>
    /// <exception cref="DockerUnavailableException">There is no such version.</exception>
    public static Version Choose(string? announced, DockerEndpoint endpoint)
    {
        if (!Version.TryParse(announced, out var engine))
        {
            throw new DockerUnavailableException(
                $"What answers at {endpoint} is no Docker Engine: its ping announces "
                + (string.IsNullOrEmpty(announced) ? "no API version" : $"the API version \"{announced}\"")
                + $". ScaleSim speaks API {Oldest} to {Newest}. Check the address, or set DOCKER_HOST to an Engine's.");
        }

        if (engine < Oldest)
        {
            throw new DockerUnavailableException(
                $"The Docker Engine at {endpoint} speaks API {engine}; ScaleSim needs {Oldest} or newer. "
                + "It is older than Engine 20.10. Upgrade it, or set DOCKER_HOST to a newer one.");
        }

        return engine < Newest ? engine : Newest;
    }

    /// <summary>
    /// Whether the Engine refused the version and nothing else. It answers 400 for every wrong request, so the text
    /// must decide. Samples: <c>client version 1.41 is too old. Minimum supported API version is 1.44, please upgrade
    /// your client to a newer version</c> and <c>client version 1.51 is too new. Maximum supported API version is
    /// 1.41</c>.
    /// </summary>
    public static bool IsRefused(DockerApiException refusal)
    {
        if (refusal.StatusCode != HttpStatusCode.BadRequest)
        {
            return false;
        }

        var message = DockerApiException.MessageOf(refusal.ResponseBody);
        return message.StartsWith("client version ", StringComparison.OrdinalIgnoreCase)
            && (message.Contains(" is too old", StringComparison.OrdinalIgnoreCase)
                || message.Contains(" is too new", StringComparison.OrdinalIgnoreCase));
    }

    public static DockerUnavailableException NoneInCommon(DockerEndpoint endpoint, DockerApiException refusal) => new(
        $"The Docker Engine at {endpoint} refuses API {Oldest} to {Newest}: "
        + $"{DockerApiException.MessageOf(refusal.ResponseBody)}. ScaleSim and the Engine have no version in common. "
        + "Update the older of the two, or set DOCKER_HOST to another Engine.",
        refusal);
}
