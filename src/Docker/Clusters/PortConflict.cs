using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using ScaleSim.Core.Engines;
using ScaleSim.Docker.Api;

namespace ScaleSim.Docker.Clusters;

/// <summary>
/// Recognises a published port that somebody took meanwhile. The Engine answers a plain 500, so that its text is all
/// there is to go by:
/// <code>
/// driver failed programming external connectivity on endpoint x:
///   Bind for 127.0.0.1:20000 failed: port is already allocated
/// ... Error starting userland proxy: listen tcp4 127.0.0.1:20000: bind: address already in use
/// ... failed to bind host port 127.0.0.1:20000/tcp: address already in use
/// </code>
/// </summary>
internal static partial class PortConflict
{
    public static PlanConflictException? TryRead(DockerClientException exception)
    {
        if (exception is not DockerApiException { StatusCode: HttpStatusCode.InternalServerError })
        {
            return null;
        }

        Match match = Pattern().Match(exception.Message);
        return match.Success
            ? new PlanConflictException(
                $"Port {match.Groups["port"].Value} was taken between plan and start: {exception.Message} Another "
                + "port is planned.",
                exception) { Port = int.Parse(match.Groups["port"].Value, CultureInfo.InvariantCulture) }
            : null;
    }

    [GeneratedRegex(
        @"127\.0\.0\.1:(?<port>\d{1,5})\b.{0,60}?(port is already allocated|address already in use)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
