using System.Globalization;

namespace ScaleSim.Docker.Engine;

/// <summary>What the kernel lets this process do (capabilities(7)).</summary>
internal static class ProcessCapabilities
{
    // The numbers of linux/capability.h.

    /// <value>Changing network interfaces.</value>
    public const int NetAdmin = 12;

    /// <value>Entering another process's namespaces, among much else.</value>
    public const int SysAdmin = 21;

    /// <value>Changing how another process is scheduled.</value>
    public const int SysNice = 23;

    /// <summary>Whether it has them all in effect; false where that can't be read.</summary>
    public static bool Has(params ReadOnlySpan<int> capabilities)
    {
        ulong needed = 0;
        foreach (int capability in capabilities)
        {
            needed |= 1UL << capability;
        }

        return (InEffect() & needed) == needed;
    }

    // CapEff:	000001ffffffffff
    private static ulong InEffect()
    {
        try
        {
            string? line = File.ReadLines("/proc/self/status")
                .FirstOrDefault(candidate => candidate.StartsWith("CapEff:", StringComparison.Ordinal));
            string digits = line?[7..].Trim() ?? "";
            return ulong.TryParse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ulong has)
                ? has
                : 0;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
