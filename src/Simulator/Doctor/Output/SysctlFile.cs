using System.Globalization;
using ScaleSim.Core.Admission;

namespace ScaleSim.Simulator.Doctor.Output;

/// <summary>
/// The kernel settings under which the workers fit, as a file for /etc/sysctl.d: what is high enough stands there as it
/// is, so that the file can be made after a repair too, and lowers nothing.
/// </summary>
internal static class SysctlFile
{
    public const string Path = "/etc/sysctl.d/90-scalesim.conf";

    public static string Write(DoctorReport report)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        text.WriteLine($"# Kernel settings for {Figures.Count(report.Demand.Workers, "worker")} of ScaleSim on "
            + $"{Figures.Count(report.Demand.Nodes, "node")}.");
        foreach (DoctorResult check in report.Checks.Where(check => check.Settings.Count > 0))
        {
            text.WriteLine();
            text.WriteLine($"# {check.Name}: {check.Message.ReplaceLineEndings(" ")}");
            foreach (KernelSetting setting in check.Settings)
            {
                if (setting.IsLow)
                {
                    text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"# It was {setting.Now}."));
                }

                text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{setting.Key} = {setting.Wanted}"));
            }
        }

        return text.ToString();
    }
}
