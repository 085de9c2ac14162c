using System.Globalization;
using System.Runtime.InteropServices;

namespace ScaleSim.Core.Hosts;

/// <summary>The machine that ScaleSim and its master run on, as reports name it.</summary>
/// <param name="CpuModel">For example <c>AMD EPYC 7B13</c>; <c>unknown</c> where the system does not say.</param>
/// <param name="Cores">Cores that this process may use.</param>
/// <param name="MemoryBytes">All of the machine's memory.</param>
/// <param name="Kernel">For example <c>6.18.5</c>.</param>
/// <param name="OperatingSystem">For example <c>Debian GNU/Linux 12 (bookworm)</c>.</param>
public sealed record MachineFacts(string CpuModel, int Cores, long MemoryBytes, string Kernel, string OperatingSystem)
{
    private const string Unknown = "unknown";

    /// <summary>Reads the facts; what the system does not say is left at <c>unknown</c>.</summary>
    /// <param name="proc">Where the kernel's process file system is mounted.</param>
    public static MachineFacts Read(string proc = "/proc") => new(
        FindLine(Path.Combine(proc, "cpuinfo"), "model name") ?? Unknown,
        Environment.ProcessorCount,
        MemoryTotal(Path.Combine(proc, "meminfo")),
        FirstLine(Path.Combine(proc, "sys/kernel/osrelease")) ?? Environment.OSVersion.Version.ToString(),
        RuntimeInformation.OSDescription);

    /// <summary>Parses <c>MemTotal:       24689764 kB</c>.</summary>
    private static long MemoryTotal(string path)
    {
        string number = (FindLine(path, "MemTotal") ?? "").Split(' ')[0];
        return long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long kibibytes)
            ? kibibytes << 10
            : GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
    }

    /// <summary>What follows the colon of the first line that begins with the key.</summary>
    private static string? FindLine(string path, string key) => Lines(path)
        .FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal))?
        .Split(':', 2).ElementAtOrDefault(1)?.Trim();

    private static string? FirstLine(string path) => Lines(path).FirstOrDefault()?.Trim();

    private static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
