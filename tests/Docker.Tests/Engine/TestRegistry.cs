using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace ScaleSim.Docker.Tests.Engine;

/// <summary>
/// A registry on loopback, which an Engine of this machine takes without TLS. It serves what a test puts there, to
/// everybody or to one user.
/// </summary>
/// <remarks>Source: https://github.com/opencontainers/distribution-spec, the calls that a pull makes.</remarks>
internal sealed class TestRegistry : IDisposable
{
    private const string ManifestType = "application/vnd.docker.distribution.manifest.v2+json";

    private readonly HttpListener _listener = new();
    private readonly ConcurrentDictionary<string, (string Type, byte[] Content)> _served = new();
    private readonly string? _authorization;
    private readonly Task _serving;

    /// <param name="user">As <c>user:password</c>; null serves everybody.</param>
    public TestRegistry(string? user = null)
    {
        _authorization = user is null ? null : $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(user))}";
        Host = Listen();
        _serving = ServeAsync();
    }

    /// <summary>Such as <c>127.0.0.1:40123</c>.</summary>
    public string Host { get; }

    /// <summary>Serves an image of one layer, which is a gzip-compressed tar archive.</summary>
    /// <returns>The digest of its manifest.</returns>
    public string Put(string name, string tag, byte[] config, byte[] layer)
    {
        string manifest =
            $"{{\"schemaVersion\":2,\"mediaType\":\"{ManifestType}\",\"config\":{{"
            + "\"mediaType\":\"application/vnd.docker.container.image.v1+json\","
            + $"\"size\":{config.Length},\"digest\":\"{Digest(config)}\"}},\"layers\":[{{"
            + "\"mediaType\":\"application/vnd.docker.image.rootfs.diff.tar.gzip\","
            + $"\"size\":{layer.Length},\"digest\":\"{Digest(layer)}\"}}]}}";
        byte[] bytes = Encoding.UTF8.GetBytes(manifest);
        _served[$"/v2/{name}/blobs/{Digest(config)}"] = ("application/octet-stream", config);
        _served[$"/v2/{name}/blobs/{Digest(layer)}"] = ("application/octet-stream", layer);
        _served[$"/v2/{name}/manifests/{tag}"] = (ManifestType, bytes);
        _served[$"/v2/{name}/manifests/{Digest(bytes)}"] = (ManifestType, bytes);
        return Digest(bytes);
    }

    public void Dispose()
    {
        _listener.Close();
        _serving.GetAwaiter().GetResult();
    }

    private static string Digest(byte[] bytes) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}";

    /// <summary>The listener can't choose a free port itself, so one is looked for until it gets it.</summary>
    private string Listen()
    {
        for (int attempt = 0; ; attempt++)
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            string host = probe.LocalEndpoint.ToString()!;
            probe.Stop();
            try
            {
                _listener.Prefixes.Clear();
                _listener.Prefixes.Add($"http://{host}/");
                _listener.Start();
                return host;
            }
            catch (HttpListenerException) when (attempt < 20)
            {
                // Somebody else was faster.
            }
        }
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                TryAnswer(await _listener.GetContextAsync());
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // The registry has ended.
        }
    }

    private void TryAnswer(HttpListenerContext context)
    {
        try
        {
            Answer(context);
        }
        catch (Exception exception) when (exception is HttpListenerException or IOException)
        {
            // The Engine has changed its mind, about a layer that it has already for instance.
        }
    }

    private void Answer(HttpListenerContext context)
    {
        using HttpListenerResponse response = context.Response;
        string path = context.Request.Url!.AbsolutePath;
        response.AddHeader("Docker-Distribution-Api-Version", "registry/2.0");
        if (_authorization is not null && context.Request.Headers["Authorization"] != _authorization)
        {
            response.AddHeader("WWW-Authenticate", "Basic realm=\"test\"");
            Send(context, 401, "application/json", "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":"
                + "\"authentication required\"}]}");
        }
        else if (path == "/v2/")
        {
            Send(context, 200, "application/json", "{}");
        }
        else if (_served.TryGetValue(path, out (string Type, byte[] Content) found))
        {
            response.AddHeader("Docker-Content-Digest", Digest(found.Content));
            Send(context, 200, found.Type, found.Content);
        }
        else
        {
            Send(context, 404, "application/json", "{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\",\"message\":"
                + "\"manifest unknown\"}]}");
        }
    }

    private static void Send(HttpListenerContext context, int status, string type, string text) =>
        Send(context, status, type, Encoding.UTF8.GetBytes(text));

    private static void Send(HttpListenerContext context, int status, string type, byte[] content)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.ContentLength64 = content.Length;
        if (context.Request.HttpMethod != "HEAD")
        {
            context.Response.OutputStream.Write(content);
        }
    }
}
