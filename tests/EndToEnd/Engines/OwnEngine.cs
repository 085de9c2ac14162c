using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using ScaleSim.EndToEnd.Witness;

namespace ScaleSim.EndToEnd.Engines;

/// <summary>
/// A Docker daemon that is one test's alone, of the same version as the Engine that the other tests use, so that it can
/// be restarted and killed: with data, sockets, containerd, control groups and a network of its own. What is done to it
/// concerns no other test, so that others may run at the same time.
/// </summary>
internal sealed class OwnEngine : IAsyncDisposable
{
    private const string NewerEngine = "/scalesim-engines/28/";

    private const int StartsMax = 3;
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);

    private readonly string _name = $"ss-own-{Guid.NewGuid():N}"[..14];
    private readonly bool _liveRestore;
    private OwnNetwork? _network;
    private RunningCommand? _tree;
    private RunningCommand? _daemon;
    private string[] _firewall = [];

    private OwnEngine(bool liveRestore)
    {
        _liveRestore = liveRestore;
        // On a file system that overlays can lie on, and with a path short enough for containerd's sockets.
        Root = Directory.CreateDirectory(Path.Combine("/run", _name)).FullName;
    }

    /// <value>Whether the tests use the newer Engine of scripts/engine.sh.</value>
    public static bool IsNewer { get; } =
        Environment.GetEnvironmentVariable("DOCKER_HOST")?.Contains(NewerEngine, StringComparison.Ordinal) == true;

    /// <value>Everything of it lies below.</value>
    public string Root { get; }

    public string Data => Path.Combine(Root, "data");

    /// <value>The path of the daemon's socket.</value>
    public string Socket => Path.Combine(Root, "docker.sock");

    /// <value>The control group that its containers have theirs in; there once the first has started.</value>
    public ContainersGroup Containers => new(_name);

    /// <value>For the environment variable DOCKER_HOST.</value>
    public string Host => $"unix://{Socket}";

    /// <param name="diskBytes">
    /// The size of a file system of its own that its data lie on; null for the machine's.
    /// </param>
    public static async Task<OwnEngine> StartAsync(bool liveRestore, long? diskBytes = null)
    {
        var engine = new OwnEngine(liveRestore);
        try
        {
            Directory.CreateDirectory(engine.Data);
            Directory.CreateDirectory(Path.Combine(engine.Root, "exec"));
            if (diskBytes is { } size)
            {
                await HostTool.RunAsync(
                    "mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={size}"),
                    "tmpfs", engine.Data);
            }

            engine._network = await OwnNetwork.StartAsync(engine.Root);
            await engine.EnterAsync();
            engine._firewall = await engine.FirewallAsync();
            await engine.LaunchAsync();
            return engine;
        }
        catch
        {
            await engine.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Makes it the Engine of a command's environment and of the docker command, and its machine theirs.
    /// </summary>
    public void Use(Scalesim scalesim)
    {
        scalesim.Network = _network;
        OwnNetwork.Current = _network;
        scalesim.Environment["DOCKER_HOST"] = Host;
        DockerCli.Host = Host;
    }

    /// <summary>As an upgrade of its package does: SIGTERM, wait, start.</summary>
    public async Task RestartAsync()
    {
        _daemon!.Signal(PosixSignal.SIGTERM);
        await _daemon.WaitAsync();
        await LaunchAsync();
    }

    /// <summary>SIGKILL, as the kernel does when memory is short, and start.</summary>
    public async Task CrashAsync()
    {
        RunningCommand.Kill(_daemon!.ProcessId);
        await _daemon.WaitAsync();
        // It dies with its parent, a moment later; a daemon that found it alive would lose it.
        await Poll.UntilAsync(
            () => Task.FromResult(HostProcess.All(IsContainerd).Count == 0), "the daemon's containerd has ended");
        await LaunchAsync();
    }

    /// <summary>The processes that shim containers of this daemon, and their command lines.</summary>
    public IReadOnlyList<HostProcess> Shims() => HostProcess.All(process =>
        process.Arguments[0].Contains("containerd-shim", StringComparison.Ordinal)
        && process.CommandLine.Contains(Root, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        DockerCli.Host = Host;
        if (_daemon is { HasExited: false })
        {
            await DockerCli.RemoveAllAsync(
                () => DockerCli.LinesAsync("ps", "--all", "--quiet"), "rm", "--force", "--volumes");
            await DockerCli.TryRunAsync("network", "prune", "--force");
            _daemon.Signal(PosixSignal.SIGTERM);
            await _daemon.WaitAsync();
        }

        await (_daemon?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_tree?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_network?.DisposeAsync() ?? ValueTask.CompletedTask);
        DockerCli.Host = null;
        foreach (HostProcess process in HostProcess.All(IsOurs))
        {
            RunningCommand.TryKill(process.Id);
        }

        await Poll.UntilEmptyAsync(
            () => Task.FromResult<IReadOnlyList<string>>([.. HostProcess.All(IsOurs).Select(left => left.CommandLine)]),
            $"the processes of {_name} have ended");
        await RemoveFilesAsync();
    }

    /// <summary>The daemons and shims by their arguments, containers by their control group.</summary>
    private bool IsOurs(HostProcess process)
    {
        if (process.CommandLine.Contains(Root, StringComparison.Ordinal)
            && Path.GetFileName(process.Arguments[0]).StartsWith("containerd", StringComparison.Ordinal))
        {
            return true;
        }

        try
        {
            return File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Id}/cgroup"))
                .Contains($"/{_name}/", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private bool IsContainerd(HostProcess process) =>
        Path.GetFileName(process.Arguments[0]) == "containerd"
        && process.CommandLine.Contains(Root, StringComparison.Ordinal);

    /// <summary>A daemon that ends at once, after a crash for instance, is started again, as systemd does.</summary>
    private async Task LaunchAsync()
    {
        DockerCli.Host = Host;
        var logs = new List<string>();
        for (int attempt = 0; attempt < StartsMax; attempt++)
        {
            await (_daemon?.DisposeAsync() ?? ValueTask.CompletedTask);
            RunningCommand daemon = _daemon = RunningCommand.Start(
                new ProcessStartInfo(Command[0], Command.Skip(1)));
            await Poll.UntilAsync(
                async () => daemon.HasExited || (await DockerCli.TryRunAsync("version")).ExitCode == 0,
                $"the daemon at {Host} answers",
                StartPatience);
            if (!daemon.HasExited)
            {
                return;
            }

            logs.Add(daemon.Error);
        }

        Assert.Fail($"dockerd has ended {StartsMax} times:\n{string.Join("\n---\n", logs)}");
    }

    private string[] Command =>
    [
        .. Inside("dockerd"), "--host", Host, "--pidfile", Path.Combine(Root, "docker.pid"),
        "--exec-root", Path.Combine(Root, "exec"), "--data-root", Data,
        "--userland-proxy=false", .. _firewall,
        "--cgroup-parent", $"/{_name}", $"--live-restore={(_liveRestore ? "true" : "false")}",
    ];

    /// <summary>
    /// Makes the newer Engine's tree the root directory in a mount namespace of its own, as scripts/engine.sh does. A
    /// process that does nothing keeps it: the sockets of shims, which outlive a daemon with live-restore, lie in it.
    /// </summary>
    private async Task EnterAsync()
    {
        if (!IsNewer)
        {
            return;
        }

        string engines = Environment.GetEnvironmentVariable("SCALESIM_ENGINES") ?? "/var/lib/scalesim-engines";
        string enter = Path.GetFullPath(
            Path.Combine(AppContext.BaseDirectory, "../../../../scripts/lib/engine-enter.sh"));
        string[] command = _network!.Inside(
            "/",
            "unshare", "--mount", "--propagation", "private", enter, Path.Combine(engines, "28", "tree"), Root, Data,
            "--", "sleep", "infinity");
        RunningCommand tree = _tree = RunningCommand.Start(new ProcessStartInfo(command[0], command[1..]));
        await Poll.UntilAsync(
            () => Task.FromResult(tree.HasExited
                || HostProcess.All(process => process.Id == tree.ProcessId
                    && process.Arguments[0] == "sleep").Count == 1),
            "the newer Engine's tree is entered");
        Assert.False(tree.HasExited, $"the newer Engine's tree can't be entered: {tree.Error}");
    }

    /// <summary>A command of the Engine's own tree, on its network.</summary>
    private string[] Inside(params string[] command) => _tree is null
        ? _network!.Inside("/", command)
        :
        [
            "nsenter", "--target", _tree.ProcessId.ToString(CultureInfo.InvariantCulture), "--mount", "--root",
            "--net", "--wd=/", "/usr/bin/env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/", .. command,
        ];

    /// <summary>A daemon that is to make rules where the kernel or this machine can't ends at once.</summary>
    /// <returns>Its flags: those of the firewalls that it has to do without.</returns>
    private async Task<string[]> FirewallAsync()
    {
        var flags = new List<string>();
        foreach (string program in (string[])["iptables", "ip6tables"])
        {
            string[] command = Inside(program, "--table", "nat", "--list-rules");
            await using RunningCommand list = RunningCommand.Start(new ProcessStartInfo(command[0], command[1..]));
            if ((await list.WaitAsync()).ExitCode != 0)
            {
                flags.Add($"--{program}=false");
            }
        }

        return [.. flags];
    }

    private async Task RemoveFilesAsync()
    {
        // A test's own file system; what the daemon mounted went with the mount namespace.
        foreach (string mount in File.ReadLines("/proc/self/mounts")
            .Select(line => line.Split(' ')[1])
            .Where(path => path.StartsWith(Root, StringComparison.Ordinal))
            .Reverse()
            .ToArray())
        {
            await using RunningCommand umount = RunningCommand.Start(
                new ProcessStartInfo("umount", ["--lazy", mount]));
            await umount.WaitAsync();
        }

        var everywhere = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            IgnoreInaccessible = true,
            AttributesToSkip = FileAttributes.ReparsePoint,
        };
        foreach (string group in Directory.GetDirectories("/sys/fs/cgroup", _name, everywhere))
        {
            // Those of containers whose daemon was killed lie in it: the deepest first.
            foreach (string inner in Directory.GetDirectories(group, "*", everywhere).OrderDescending().Append(group))
            {
                TryRemoveGroup(inner);
            }
        }

        Directory.Delete(Root, recursive: true);
    }

    private static void TryRemoveGroup(string group)
    {
        try
        {
            Directory.Delete(group);
        }
        catch (IOException)
        {
            // The kernel keeps one whose last process it has not forgotten yet.
        }
    }
}
