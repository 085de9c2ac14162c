using System.Globalization;
using Spectre.Console;

namespace ScaleSim.Simulator.Terminal;

/// <summary>Data as it is: no width, no colours, no wrapping.</summary>
internal static class RawText
{
    public static void Write(IAnsiConsole console, Action<TextWriter> write)
    {
        write(console.Profile.Out.Writer);
        console.Profile.Out.Writer.Flush();
    }

    /// <summary><c>rpc=20000 data=20001</c>.</summary>
    public static string Ports(IEnumerable<Core.Ports.NamedPort> ports) => string.Join(
        ' ', ports.Select(port => string.Create(CultureInfo.InvariantCulture, $"{port.Name}={port.Number}")));

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
