using System.Globalization;
using ScaleSim.EndToEnd.Witness;

namespace ScaleSim.EndToEnd.Life;

/// <summary>A worker's process as the host's /proc shows it.</summary>
/// <param name="Capabilities">Each of the five sets by its name there, 16 hexadecimal digits.</param>
/// <param name="PidsMax">The limit of its control group.</param>
/// <param name="Mounts">Its mountinfo; null where this user may not read it.</param>
internal sealed record WorkerProcess(
    IReadOnlyDictionary<string, string> Capabilities,
    string NoNewPrivileges,
    string Seccomp,
    string PidsMax,
    IReadOnlyList<string>? Mounts)
{
    // Effective, and each from which a process, or a program that it executes, could get one again: capabilities(7).
    private static readonly string[] Sets = ["CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"];

    public static WorkerProcess Read(int id) => new(
        Sets.ToDictionary(set => set, set => HostProcess.StatusOf(id, set)),
        HostProcess.StatusOf(id, "NoNewPrivs"),
        HostProcess.StatusOf(id, "Seccomp"),
        ReadPidsMax(id),
        Environment.IsPrivilegedProcess ? File.ReadAllLines($"/proc/{id}/mountinfo") : null);

    // 8:pids:/docker/5f3c...    0::/system.slice/docker-5f3c....scope
    private static string ReadPidsMax(int id)
    {
        string[][] groups =
        [
            .. File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/cgroup"))
                .Select(line => line.Split(':', 3)),
        ];
        string[]? own = groups.FirstOrDefault(group => group[1].Split(',').Contains("pids"));
        string folder = own is null
            ? $"/sys/fs/cgroup{groups.Single(group => group[1].Length == 0)[2]}"
            : $"/sys/fs/cgroup/pids{own[2]}";
        return File.ReadAllText($"{folder}/pids.max").Trim();
    }
}
