using ScaleSim.EndToEnd.Witness;

namespace ScaleSim.EndToEnd.Life;

/// <summary>A worker's process as the host's /proc shows it.</summary>
/// <param name="Mounts">Its mountinfo; null where this user may not read it.</param>
internal sealed record WorkerProcess(
    string EffectiveCapabilities, string NoNewPrivileges, string Seccomp, IReadOnlyList<string>? Mounts)
{
    public static WorkerProcess Read(int id) => new(
        HostProcess.StatusOf(id, "CapEff"),
        HostProcess.StatusOf(id, "NoNewPrivs"),
        HostProcess.StatusOf(id, "Seccomp"),
        Environment.IsPrivilegedProcess ? File.ReadAllLines($"/proc/{id}/mountinfo") : null);
}
