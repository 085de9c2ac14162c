using System.Net;
using ScaleSim.Docker.Api;

namespace ScaleSim.Docker.Pulls;

/// <summary>
/// Recognises why the Engine refused a pull. It answers 404 for much and 500 for the rest, or 200 and a last line, so
/// beside a few statuses only its words, and those of the registry that it passes on, tell one reason from another.
/// </summary>
internal static class PullRefusal
{
    /// <summary>The first that fits decides. The samples are Engine 20.10's unless another is named.</summary>
    private static readonly (string Words, PullRefusalKind Kind)[] Samples =
    [
        // "toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating ..."
        ("toomanyrequests", PullRefusalKind.RateLimited),
        ("429 Too Many Requests", PullRefusalKind.RateLimited),

        // "no matching manifest for linux/arm64/v8 in the manifest list entries"
        ("no matching manifest for ", PullRefusalKind.Platform),

        // Engine 29: "no match for platform in manifest: not found"
        ("no match for platform", PullRefusalKind.Platform),

        // "image operating system \"windows\" cannot be used on this platform"
        ("cannot be used on this platform", PullRefusalKind.Platform),

        // "failed to register layer: Error processing tar file(exit status 1): write /a: no space left on device"
        ("no space left on device", PullRefusalKind.DiskFull),

        // "pull access denied for a/b, repository does not exist or may require 'docker login': denied: requested
        // access to the resource is denied"
        ("access denied", PullRefusalKind.Denied),
        ("denied: ", PullRefusalKind.Denied),

        // "Get \"https://lab/v2/a/manifests/1\": unauthorized: authentication required"; also "incorrect username or
        // password"
        ("unauthorized", PullRefusalKind.Denied),

        // "Get \"https://lab/v2/a/manifests/1\": no basic auth credentials"
        ("no basic auth credentials", PullRefusalKind.Denied),

        // Engine 29: "unexpected status from HEAD request to https://lab/v2/a/manifests/1: 403 Forbidden"
        ("401 Unauthorized", PullRefusalKind.Denied),
        ("403 Forbidden", PullRefusalKind.Denied),

        // "manifest for redis:nope not found: manifest unknown: manifest unknown"; "name unknown: repository name not
        // known to registry"
        ("manifest unknown", PullRefusalKind.NotFound),
        ("name unknown", PullRefusalKind.NotFound),

        // "Get \"https://lab/v2/\": dial tcp: lookup lab on 192.0.2.1:53: no such host"; "dial tcp 192.0.2.2:443:
        // connect: connection refused", "i/o timeout"
        ("dial tcp", PullRefusalKind.Unreachable),
        ("no such host", PullRefusalKind.Unreachable),
        ("proxyconnect", PullRefusalKind.Unreachable),

        // "Get \"https://lab/v2/\": net/http: request canceled while waiting for connection (Client.Timeout exceeded
        // while awaiting headers)", "net/http: TLS handshake timeout"
        ("Client.Timeout exceeded", PullRefusalKind.Unreachable),
        ("TLS handshake timeout", PullRefusalKind.Unreachable),
        ("i/o timeout", PullRefusalKind.Unreachable),

        // "Get \"https://lab/v2/\": http: server gave HTTP response to HTTPS client"; "x509: certificate signed by
        // unknown authority"
        ("server gave HTTP response to HTTPS client", PullRefusalKind.Unreachable),
        ("x509: ", PullRefusalKind.Unreachable),
    ];

    public static PullRefusalKind Classify(DockerApiException refusal)
    {
        var words = DockerApiException.MessageOf(refusal.ResponseBody);
        foreach (var (sample, kind) in Samples)
        {
            if (words.Contains(sample, StringComparison.OrdinalIgnoreCase))
            {
                return kind;
            }
        }

        return refusal.StatusCode switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => PullRefusalKind.Denied,
            HttpStatusCode.NotFound => PullRefusalKind.NotFound,
            HttpStatusCode.TooManyRequests => PullRefusalKind.RateLimited,
            _ => PullRefusalKind.Other,
        };
    }

    /// <summary>Whether another try may end otherwise; the status decides what is left.</summary>
    public static bool MayPass(PullRefusalKind kind) => kind is PullRefusalKind.Unreachable or PullRefusalKind.Other;
}
