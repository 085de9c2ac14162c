using System.Globalization;

namespace ScaleSim.Core.Hosts.Limits;

/// <summary>The dockerd that serves this machine, as /proc shows it.</summary>
public sealed record DaemonProcess(int ProcessId, IReadOnlyList<string> Arguments)
{
    // A daemon with no -H, or with the socket that systemd hands it, serves this one.
    private static readonly string[] DefaultSockets = ["/var/run/docker.sock", "/run/docker.sock"];

    /// <summary>
    /// Finds it by name, and by socket where there are several; null where none or more than one could be meant. Its
    /// command line is separated by zero characters: <c>dockerd\0--userland-proxy=false\0-H\0unix:///a.sock\0</c>.
    /// </summary>
    public static DaemonProcess? Find(IHostFiles files, string? socket)
    {
        DaemonProcess[] daemons =
        [
            .. ProcessList.Named(files, "dockerd").Select(process => TryRead(files, process)).OfType<DaemonProcess>(),
        ];
        DaemonProcess[] meant = [.. daemons.Where(daemon => daemon.Serves(socket ?? DefaultSockets[0]))];
        return meant.Length == 1 ? meant[0] : daemons.Length == 1 ? daemons[0] : null;
    }

    /// <summary>The value of <c>--name=value</c> or <c>--name value</c>, the last one given; null without it.</summary>
    public string? Option(string name) => Options(name).LastOrDefault();

    /// <summary>The user it runs as; null where it can't be read. The line: <c>Uid:	0	0	0	0</c>.</summary>
    public int? ReadUser(IHostFiles files)
    {
        string? line = (files.Read($"/proc/{ProcessId}/status") ?? "").Split('\n')
            .FirstOrDefault(line => line.StartsWith("Uid:", StringComparison.Ordinal));
        return int.TryParse(line?.Split('\t').ElementAtOrDefault(1), CultureInfo.InvariantCulture, out int user)
            ? user
            : null;
    }

    private static DaemonProcess? TryRead(IHostFiles files, int processId) =>
        files.Read($"/proc/{processId}/cmdline") is { Length: > 0 } commandLine
            ? new DaemonProcess(processId, commandLine.Split('\0', StringSplitOptions.RemoveEmptyEntries))
            : null;

    private bool Serves(string socket)
    {
        string[] hosts = [.. Options("--host"), .. Options("-H")];
        return hosts.Contains("unix://" + socket)
            || (DefaultSockets.Contains(socket)
                && (hosts.Length == 0 || hosts.Any(host => host.StartsWith("fd://", StringComparison.Ordinal))));
    }

    private IEnumerable<string> Options(string name)
    {
        for (int i = 1; i < Arguments.Count; i++)
        {
            if (Arguments[i].StartsWith(name + "=", StringComparison.Ordinal))
            {
                yield return Arguments[i][(name.Length + 1)..];
            }
            else if (Arguments[i] == name && i + 1 < Arguments.Count)
            {
                yield return Arguments[i + 1];
            }
        }
    }
}
