using System.Net;
using System.Net.Sockets;

namespace ScaleSim.WorkerImage.Sandbox;

/// <summary>An instrument for checks: what names resolve to inside a node, by the C library's own resolver.</summary>
internal static class ResolveVerb
{
    /// <summary>Prints <c>NAME ADDRESS</c>, a line per IPv4 address (or IPv6 where there is no other); names that don't
    /// resolve go to <paramref name="error"/> and make the exit code 1.</summary>
    public static int Run(ReadOnlySpan<string> names, TextWriter output, TextWriter error)
    {
        var code = ExitCodes.Ok;
        foreach (var name in names)
        {
            try
            {
                Print(name, Dns.GetHostAddresses(name), output);
            }
            catch (Exception exception) when (exception is SocketException or ArgumentException)
            {
                error.WriteLine($"{name} does not resolve: {exception.Message}. "
                    + "Compare it with the names that the inventory lists.");
                code = ExitCodes.Failed;
            }
        }

        return code;
    }

    private static void Print(string name, IPAddress[] addresses, TextWriter output)
    {
        var preferred = Array.FindAll(addresses, a => a.AddressFamily == AddressFamily.InterNetwork);
        foreach (var address in preferred.Length > 0 ? preferred : addresses)
        {
            output.WriteLine($"{name} {address}");
        }
    }
}
