using System.Globalization;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Runs;

/// <summary>
/// Recognises in a dead worker's last lines what it ran into because it is packed or confined, and names the keys that
/// help. The lines come from programs in any language; these texts are the C library's, which nearly all pass on.
/// </summary>
public static class DeathAdvice
{
    // sh: 1: Cannot fork / bash: fork: retry: Resource temporarily unavailable / RuntimeError: can't start new thread /
    // OutOfMemoryError: unable to create native thread / pthread_create failed / failed to create new OS thread
    private static readonly string[] ProcessWords =
    [
        "cannot fork", "fork: ", "start new thread", "create native thread", "pthread_create", "create new OS thread",
    ];

    /// <returns>Sentences for the user; null where the lines show nothing of the kind.</returns>
    public static string? Of(string lastLines, WorkerGroupSpec group)
    {
        ArgumentNullException.ThrowIfNull(lastLines);
        ArgumentNullException.ThrowIfNull(group);
        // bind: Address already in use / EADDRINUSE: address already in use :80 / Address already in use (Bind failed)
        if (Has(lastLines, "address already in use") || Has(lastLines, "EADDRINUSE"))
        {
            return OfPort(group);
        }

        // OSError: [Errno 30] Read-only file system: '/var/lib/x' / EROFS: read-only file system, open 'x'
        if (Has(lastLines, "read-only file system") || Has(lastLines, "EROFS"))
        {
            return OfReadOnly(group);
        }

        if (ProcessWords.Any(words => Has(lastLines, words)))
        {
            return OfProcesses(group);
        }

        // chown: changing ownership of 'x': Operation not permitted / setgroups: Operation not permitted / EPERM
        return Has(lastLines, "operation not permitted") || Has(lastLines, "EPERM")
            ? OfPermission(group)
            : null;
    }

    private static bool Has(string lines, string text) => lines.Contains(text, StringComparison.OrdinalIgnoreCase);

    private static string OfPort(WorkerGroupSpec group)
    {
        string ports = group.Ports.Count == 0
            ? "give it 'ports' and pass {ports.<name>} to it"
            : $"pass its ports to it ({string.Join(", ", group.Ports.Select(port => $"{{ports.{port.Name}}}"))}), and "
                + "name under 'ports' all that it listens on";
        return group.PerNode == 1 || group.NeedsOwnNode
            ? "Its port was taken, by itself or by something else on its own node: it is alone there. Let it listen on "
                + "each port once."
            : $"Its port was taken: the workers of a node share its address. Either {ports}; or set 'perNode: 1', "
                + "which gives each worker an address of its own.";
    }

    private static string OfReadOnly(WorkerGroupSpec group) => group.HasReadOnlyRoot
        ? "It writes where it can't: its root file system is read-only. Set 'readOnlyRoot: false', or give it "
            + "'ramdisks' where it keeps data and 'files' where it wants its configuration."
        : "It writes where it can't: a mount is read-only unless its spec says 'readOnly: false'. Change that under "
            + "'mounts'.";

    private static string OfProcesses(WorkerGroupSpec group) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"It could start no more processes or threads: its 'pids' is {group.Pids}. Raise 'pids'; ")
        + "where it needs fewer, the machine has none left ('scalesim doctor' counts them).";

    private static string OfPermission(WorkerGroupSpec group)
    {
        string has = group.Capabilities.Count == 0
            ? "workers have no capabilities"
            : $"its only capabilities are {string.Join(", ", group.Capabilities)}";
        return $"The kernel refused it something: {has}. Programs that begin as root and change "
            + "to a user need 'capabilities: [SETUID, SETGID, CHOWN]'; or name the 'user' that it is to run as, which "
            + "spares it the change.";
    }
}
