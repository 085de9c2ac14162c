using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Specs.Workers;

/// <summary>
/// Finds what is wrong with a group's sysctls on any machine: those that belong to no namespace would change the whole
/// machine, and every container runtime refuses them.
/// </summary>
internal static class SysctlValidator
{
    private static readonly string[] Prefixes = ["net.", "fs.mqueue.", "kernel.shm", "kernel.msg"];

    public static void Validate(WorkerGroupSpec group, PlanErrors errors)
    {
        foreach ((string name, string value) in group.Sysctls)
        {
            if (!IsNamespaced(name) || !name.All(IsOfNames))
            {
                errors.Wrong(
                    $"Sysctl '{name}' of group '{group.Name}' can't be set for a container",
                    "only net.*, kernel.shm*, kernel.msg*, kernel.sem and fs.mqueue.* belong to one",
                    "Set it on the machine with 'sysctl -w', or leave it away");
            }

            if (value.Length == 0 || value.Any(char.IsControl))
            {
                errors.Wrong(
                    $"Sysctl '{name}' of group '{group.Name}' has the value '{value}'",
                    "a value has at least 1 character and no control characters",
                    "Write it like net.core.somaxconn: 1024");
            }
        }
    }

    private static bool IsOfNames(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-';

    private static bool IsNamespaced(string name) =>
        name == "kernel.sem"
        || Array.Exists(
            Prefixes, prefix => name.Length > prefix.Length && name.StartsWith(prefix, StringComparison.Ordinal));
}
