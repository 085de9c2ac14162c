using System.Globalization;

namespace ScaleSim.EndToEnd.Witness;

/// <summary>A process of this host, as /proc shows it.</summary>
internal sealed record HostProcess(int Id, IReadOnlyList<string> Arguments)
{
    public string CommandLine => string.Join(' ', Arguments);

    /// <summary>All processes but this one that live and fit; a zombie has no arguments any more.</summary>
    public static IReadOnlyList<HostProcess> All(Func<HostProcess, bool> fits) =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(path => Path.GetFileName(path))
            .Where(name => name.All(char.IsAsciiDigit))
            .Select(name => Read(int.Parse(name, CultureInfo.InvariantCulture)))
            .OfType<HostProcess>()
            .Where(process => process.Id != Environment.ProcessId && fits(process)),
    ];

    /// <summary>A field of /proc/PID/status, such as <c>NoNewPrivs:	1</c>.</summary>
    public static string StatusOf(int id, string field)
    {
        string line = Assert.Single(
            File.ReadLines($"/proc/{id}/status"),
            line => line.StartsWith($"{field}:", StringComparison.Ordinal));
        return line[(field.Length + 1)..].Trim();
    }

    private static HostProcess? Read(int id)
    {
        try
        {
            string line = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/cmdline"));
            return line.Length == 0 ? null : new HostProcess(id, line.TrimEnd('\0').Split('\0'));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
