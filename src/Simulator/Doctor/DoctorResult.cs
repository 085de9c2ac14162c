using System.Text.Json.Serialization;
using ScaleSim.Core.Admission;

namespace ScaleSim.Simulator.Doctor;

/// <summary>What one check found. In JSON: docs/specs/doctor.md, kept in step with it.</summary>
/// <param name="Name">The check's name.</param>
/// <param name="Message">One sentence with the values and the arithmetic.</param>
internal sealed record DoctorResult(string Name, DoctorStatus Status, string Message)
{
    /// <value>Why it matters: what breaks and how that shows.</value>
    public string? Reason { get; init; }

    /// <value>What to do next; a command stands on a line of its own.</value>
    public string? Fix { get; init; }

    /// <value>Where the limit is described.</value>
    public Uri? Link { get; init; }

    /// <value>The kernel settings that it hangs on, with what they are and should be.</value>
    [JsonIgnore]
    public IReadOnlyList<KernelSetting> Settings { get; init; } = [];

    /// <value>Those that are too low; null where none is.</value>
    [JsonPropertyName("settings")]
    public IReadOnlyList<KernelSetting>? LowSettings =>
        Settings.Any(setting => setting.IsLow) ? [.. Settings.Where(setting => setting.IsLow)] : null;

    /// <value>With --fix: what was done or why not, and how to undo it.</value>
    public string? Repair { get; init; }

    /// <value>Whether --fix was to put it right and could not; the report's exit code says so.</value>
    [JsonIgnore]
    public bool IsRepairRefused { get; init; }

    public static DoctorResult Ok(string name, string message) => new(name, DoctorStatus.Ok, message);

    public static DoctorResult Warning(string name, string message) => new(name, DoctorStatus.Warning, message);

    public static DoctorResult Failed(string name, string message) => new(name, DoctorStatus.Failed, message);

    public static DoctorResult NotChecked(string name, string message) => new(name, DoctorStatus.NotChecked, message);
}
