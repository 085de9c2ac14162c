using System.Globalization;
using ScaleSim.Core.Tests.Hosts;
using ScaleSim.Simulator.Doctor.Host;

namespace ScaleSim.Simulator.Tests.Doctor;

/// <summary>A kernel that takes settings into its files, or refuses one.</summary>
internal sealed class FakeKernelSettings(FakeHostFiles files) : IKernelSettings
{
    public List<string> Written { get; } = [];

    /// <value>The key that is refused; null for none.</value>
    public string? Refused { get; set; }

    public string? Write(string key, long value)
    {
        if (key == Refused)
        {
            return "Invalid argument";
        }

        string number = value.ToString(CultureInfo.InvariantCulture);
        Written.Add($"{key}={number}");
        files[$"/proc/sys/{key.Replace('.', '/')}"] = $"{number}\n";
        return null;
    }
}
