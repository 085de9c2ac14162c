using System.Globalization;
using ScaleSim.Core.Admission;

namespace ScaleSim.Simulator.Doctor;

/// <summary>
/// Raises the kernel settings that a check found too low. Only limits are among them: raised, they permit more and
/// change nothing that works.
/// </summary>
internal sealed class SettingsRepair : IDoctorRepair
{
    private const string Lasting = "it lasts until the next boot (scalesim doctor --print-sysctl keeps it)";

    public Task<DoctorRepair> RepairAsync(
        DoctorContext context, DoctorResult found, CancellationToken cancellationToken)
    {
        KernelSetting[] low = [.. found.Settings.Where(setting => setting.IsLow)];
        return Task.FromResult(context.Repair == DoctorRepairMode.Show
            ? new DoctorRepair($"Would set, as root:\n{Commands(low, setting => setting.Wanted)}\n{Undo(low)}")
            : context.IsRoot
                ? Apply(context, low)
                : new DoctorRepair("Not set: needs root. Run doctor --fix as root.", IsRefused: true));
    }

    private static DoctorRepair Apply(DoctorContext context, IReadOnlyList<KernelSetting> low)
    {
        var done = new List<KernelSetting>();
        foreach (KernelSetting setting in low)
        {
            if (context.Settings.Write(setting.Key, setting.Wanted) is { } refusal)
            {
                string before = done.Count == 0 ? "" : $"{Describe(done)}\n{Undo(done)}\n";
                return new DoctorRepair($"{before}Not set: {setting.Key}: {refusal}", IsRefused: true);
            }

            done.Add(setting);
        }

        return new DoctorRepair($"{Describe(done)}; {Lasting}. {Undo(done)}");
    }

    private static string Describe(IEnumerable<KernelSetting> settings) => "Set " + string.Join(
        ", ",
        settings.Select(setting => string.Create(
            CultureInfo.InvariantCulture, $"{setting.Key} from {setting.Now} to {setting.Wanted}")));

    // The other way round: a soft limit may not be above its hard one on the way back.
    private static string Undo(IEnumerable<KernelSetting> settings) =>
        $"To undo:\n{Commands(settings.Reverse(), setting => setting.Now)}";

    private static string Commands(IEnumerable<KernelSetting> settings, Func<KernelSetting, long> value) =>
        string.Join(
            '\n',
            settings.Select(setting => string.Create(
                CultureInfo.InvariantCulture, $"sysctl -w {setting.Key}={value(setting)}")));
}
