using System.Globalization;
using System.Net;
using ScaleSim.Core.Hosts;
using ScaleSim.Simulator.Keeper;

namespace ScaleSim.Simulator.Remains.Kinds;

/// <summary>
/// The keeper and the master; and what the engine has started for the containers: programs in their cgroups, shims with
/// their ids as argument, proxies of published ports with the nodes' addresses.
/// </summary>
internal sealed class ProcessesKind(IHostFiles files) : IRemainsKind
{
    private const string Proc = "/proc";
    private const string PortProxy = "docker-proxy";
    private const string Shim = "containerd-shim";

    public const string KindName = "processes";

    public string Name => KindName;

    public Task<KindLook> LookAsync(ClusterMarks marks, CancellationToken cancellationToken)
    {
        IEnumerable<Remain> own = marks.Processes.Where(mark => IsAlive(mark.Process))
            .Select(mark => Describe(mark.Role, mark.Process.ProcessId));
        return Task.FromResult(KindLook.Of(own.Concat(OfEngine(marks).Select(id => Describe("process", id)))));
    }

    /// <summary>What the engine has started for the containers and runs on this machine, by process ids.</summary>
    public IEnumerable<int> OfEngine(ClusterMarks marks)
    {
        if (marks.Elsewhere is not null)
        {
            return [];
        }

        IReadOnlyList<Ipv4Network> subnets = SubnetTakers.Untaken(marks, files);
        return
            from name in files.List(Proc)
            where name.Length > 0 && char.IsAsciiDigit(name[0])
            let id = int.Parse(name, CultureInfo.InvariantCulture)
            where id != Environment.ProcessId && IsOfContainer(id, marks, subnets)
            select id;
    }

    private static Remain Describe(string role, int id) => new(
        string.Create(CultureInfo.InvariantCulture, $"{role} {id}"),
        string.Create(CultureInfo.InvariantCulture, $"kill -9 {id}"));

    private bool IsAlive(ProcessMark process) =>
        process.BootId == ProcessIdentity.BootId()
        && Read(process.ProcessId, "stat") is { Length: > 0 } stat
        && ProcessIdentity.ParseStartTicks(stat) == process.StartTicks;

    /// <remarks>
    /// A line of cgroup: <c>4:pids:/docker/3f0c...e1</c>. A command line, its zeros shown as spaces: <c>/usr/bin/
    /// docker-proxy -proto tcp -host-ip 127.0.0.1 -host-port 20000 -container-ip 198.18.4.2 -container-port 20000</c>.
    /// </remarks>
    private bool IsOfContainer(int id, ClusterMarks marks, IReadOnlyList<Ipv4Network> subnets)
    {
        if (Read(id, "cmdline") is not { Length: > 0 } command)
        {
            // A kernel's thread, or one that has ended.
            return false;
        }

        if (marks.Containers.Count > 0 && marks.NamesContainer(Read(id, "cgroup") ?? ""))
        {
            return true;
        }

        string[] arguments = command.Split('\0');
        string program = Path.GetFileName(arguments[0]);
        return (program.StartsWith(Shim, StringComparison.Ordinal) && marks.NamesContainer(command))
            || (program == PortProxy && arguments.Any(argument => IsIn(argument, subnets)));
    }

    private static bool IsIn(string argument, IReadOnlyList<Ipv4Network> subnets) =>
        argument.Contains('.', StringComparison.Ordinal)
        && IPAddress.TryParse(argument, out IPAddress? address)
        && subnets.Any(subnet => subnet.Contains(address));

    private string? Read(int id, string file) =>
        files.Read(string.Create(CultureInfo.InvariantCulture, $"{Proc}/{id}/{file}"));
}
