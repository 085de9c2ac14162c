using System.Diagnostics;
using System.Globalization;
using ScaleSim.EndToEnd.Witness;

namespace ScaleSim.EndToEnd.Engines;

/// <summary>
/// A network namespace of a test's own: its interfaces, subnets, routes, firewall rules and listeners are nobody
/// else's, and nobody else's are its. In a mount namespace that goes with it, /sys shows these interfaces, as the
/// machine's would; files, processes and control groups are the machine's. It is gone with the last process in it.
/// </summary>
internal sealed class OwnNetwork : IAsyncDisposable
{
    // The control groups are the machine's still: moved over to the new /sys. Copies of mounts that tests and Engines
    // make and want gone, of file systems of programs and of containers' networks, are let go at once.
    private const string Enter = """
        set -e
        PATH=$PATH:/usr/sbin:/sbin
        ip link set lo up
        umount --all --lazy --types nsfs,fuse,fuse.mfs || true
        mkdir "$1"
        mount --rbind /sys/fs/cgroup "$1"
        umount --lazy /sys
        mount -t sysfs sysfs /sys
        mount --move "$1" /sys/fs/cgroup
        rmdir "$1"
        exec sleep infinity
        """;

    private static readonly AsyncLocal<OwnNetwork?> Chosen = new();

    private readonly RunningCommand _keeper;

    private OwnNetwork(RunningCommand keeper) => _keeper = keeper;

    /// <value>
    /// The network in which this test and what it calls from now on look at the host with tools such as ip(8); null
    /// for the machine's.
    /// </value>
    public static OwnNetwork? Current
    {
        get => Chosen.Value;
        set => Chosen.Value = value;
    }

    /// <param name="folder">Of the caller's; nothing is left in it.</param>
    public static async Task<OwnNetwork> StartAsync(string folder)
    {
        // A process that does nothing keeps the namespaces, whoever else comes and goes.
        RunningCommand keeper = RunningCommand.Start(new ProcessStartInfo(
            "unshare",
            [
                "--net", "--mount", "--propagation", "private", "sh", "-c", Enter, "sh", Path.Combine(folder, "groups"),
            ]));
        await Poll.UntilAsync(
            () => Task.FromResult(
                keeper.HasExited || HostProcess.All(process => process.Id == keeper.ProcessId
                    && process.Arguments[0] == "sleep").Count == 1),
            "a network namespace is made");
        if (keeper.HasExited)
        {
            (await keeper.WaitAsync()).AssertExitCode(0);
        }

        return new OwnNetwork(keeper);
    }

    /// <summary>The command that runs this one inside, in the same directory of the machine's files.</summary>
    public string[] Inside(string directory, params IEnumerable<string> command) =>
    [
        "nsenter", "--target", _keeper.ProcessId.ToString(CultureInfo.InvariantCulture), "--net", "--mount",
        "env", $"--chdir={directory}", .. command,
    ];

    public ValueTask DisposeAsync() => _keeper.DisposeAsync();
}
