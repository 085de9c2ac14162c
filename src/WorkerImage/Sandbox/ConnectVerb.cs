using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ScaleSim.WorkerImage.Sandbox;

/// <summary>An instrument for checks: which ports answer, seen from inside a node.</summary>
internal static class ConnectVerb
{
    /// <summary>How long all connections together may take.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    /// <summary>Connects to every <c>HOST:PORT</c> at once and prints a line for each in the order given:
    /// <c>HOST:PORT ok</c> or <c>HOST:PORT failed REASON</c>. One failure makes the exit code 1.</summary>
    public static int Run(ReadOnlySpan<string> endpoints, TextWriter output, TextWriter error)
    {
        var targets = new List<DnsEndPoint>(endpoints.Length);
        foreach (var endpoint in endpoints)
        {
            if (!TryParse(endpoint, out var target))
            {
                error.WriteLine($"'{endpoint}' is not HOST:PORT. The port is a whole number from 1 to 65535 after the "
                    + "last colon. Write it like worker-0007:20007.");
                return ExitCodes.Usage;
            }

            targets.Add(target);
        }

        return ConnectAllAsync(targets, output).GetAwaiter().GetResult();
    }

    private static bool TryParse(string text, out DnsEndPoint endpoint)
    {
        endpoint = new DnsEndPoint("localhost", 1);
        var colon = text.LastIndexOf(':');
        if (colon < 1
            || !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            || port is < 1 or > IPEndPoint.MaxPort)
        {
            return false;
        }

        endpoint = new DnsEndPoint(text[..colon].Trim('[', ']'), port);
        return true;
    }

    private static async Task<int> ConnectAllAsync(List<DnsEndPoint> targets, TextWriter output)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        var failures = await Task.WhenAll(targets.Select(t => ConnectAsync(t, deadline.Token)));
        for (var i = 0; i < targets.Count; i++)
        {
            var verdict = failures[i] is { } reason ? $"failed {reason}" : "ok";
            await output.WriteLineAsync($"{targets[i].Host}:{targets[i].Port} {verdict}");
        }

        return Array.TrueForAll(failures, f => f is null) ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private static async Task<string?> ConnectAsync(DnsEndPoint target, CancellationToken cancellationToken)
    {
        try
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(target, cancellationToken);
            return null;
        }
        catch (SocketException exception)
        {
            return exception.Message;
        }
        catch (OperationCanceledException)
        {
            return $"no answer within {Deadline.TotalSeconds:0} s";
        }
    }
}
