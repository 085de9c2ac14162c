using System.Globalization;

namespace ScaleSim.Simulator.Doctor.Host;

/// <summary>Writes to /proc/sys, as sysctl(8) does; the program itself is not on every machine.</summary>
internal sealed class KernelSettings : IKernelSettings
{
    public string? Write(string key, long value)
    {
        try
        {
            File.WriteAllText(
                $"/proc/sys/{key.Replace('.', '/')}", value.ToString(CultureInfo.InvariantCulture) + "\n");
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception.Message;
        }
    }
}
