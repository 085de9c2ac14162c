using System.Globalization;

namespace ScaleSim.Core.Masters;

/// <summary>Reads /proc/PID/stat and /proc/PID/statm; see proc_pid_stat(5).</summary>
/// <param name="proc">Where the kernel's process file system is mounted.</param>
internal sealed class ProcessReader(string proc = "/proc")
{
    /// <value>USER_HZ, the unit of the times in stat: 100 on every Linux that .NET runs on.</value>
    private const long TicksPerSecond = 100;

    /// <summary>The process now, or null when there is none or its files can't be read.</summary>
    public ProcessReading? Read(int processId)
    {
        string directory = Path.Combine(proc, processId.ToString(CultureInfo.InvariantCulture));
        try
        {
            return Parse(
                File.ReadAllText(Path.Combine(directory, "stat")),
                File.ReadAllText(Path.Combine(directory, "statm")),
                Environment.SystemPageSize);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>
    /// Parses <c>812 (scalesim) S 1 812 ... 431 97 0 0 20 0 14 0 44021 ...</c> and <c>71204 5120 ...</c>: fields 14, 15
    /// and 22 of stat, field 2 of statm. The program's name may hold anything, brackets and spaces included.
    /// </summary>
    internal static ProcessReading? Parse(string stat, string statm, long pageBytes)
    {
        string[] fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] pages = statm.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 19
            && TryParse(fields[11], out long user)
            && TryParse(fields[12], out long system)
            && TryParse(fields[19], out long start)
            && pages.Length > 1
            && TryParse(pages[1], out long resident)
                ? new ProcessReading(
                    start,
                    TimeSpan.FromTicks((user + system) * TimeSpan.TicksPerSecond / TicksPerSecond),
                    resident * pageBytes)
                : null;
    }

    private static bool TryParse(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
