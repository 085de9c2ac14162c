using System.Globalization;
using ScaleSim.Core.Hosts;

namespace ScaleSim.Simulator.Bench;

/// <summary>The whole machine at one moment: processor time spent by everybody, and memory that is available.</summary>
internal sealed record MachineLoad(TimeSpan BusyCpu, long MemoryAvailableBytes)
{
    // USER_HZ, the unit of /proc/stat.
    private const double TicksPerSecond = 100;

    public static MachineLoad Read(IHostFiles files) => new(
        BusyTime(files.Read("/proc/stat") ?? ""),
        MemoryInfo.ReadAvailableBytes(files) ?? 0);

    /// <summary>
    /// All but idle, iowait and steal of the first line:
    /// <c>cpu  10132153 290696 3084719 46828483 16683 0 25195 0 0 0</c>
    /// (user nice system idle iowait irq softirq steal).
    /// </summary>
    internal static TimeSpan BusyTime(string stat)
    {
        double[] ticks =
        [
            .. stat.Split('\n')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1)
                .Select(text => double.Parse(text, CultureInfo.InvariantCulture)),
        ];
        return ticks.Length < 7
            ? TimeSpan.Zero
            : TimeSpan.FromSeconds((ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6]) / TicksPerSecond);
    }
}
