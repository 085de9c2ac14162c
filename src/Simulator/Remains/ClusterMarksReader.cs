using ScaleSim.Core.Engines;
using ScaleSim.Core.Engines.Marks;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Names;
using ScaleSim.Simulator.Keeper;

namespace ScaleSim.Simulator.Remains;

/// <summary>Takes a cluster's marks while it is there.</summary>
internal sealed class ClusterMarksReader(IMarkReader engine, IHostFiles files)
{
    private const string Interfaces = "/sys/class/net";

    /// <param name="run">Only what this run made; null for whatever has the cluster's name.</param>
    /// <param name="keeper">A connection to its keeper; null when none answers.</param>
    /// <exception cref="EngineException">The engine can't be asked.</exception>
    public async Task<ClusterMarks> ReadAsync(
        string cluster, string? run, KeeperClient? keeper, CancellationToken cancellationToken)
    {
        IReadOnlyList<MarkedContainer> containers =
            await engine.ListMarkedContainersAsync(cluster, run, cancellationToken);
        IReadOnlyList<MarkedNetwork> networks = await engine.ListMarkedNetworksAsync(cluster, run, cancellationToken);
        string?[] runs =
        [
            .. containers.Select(container => container.Run).Concat(networks.Select(network => network.Run))
                .Where(each => each.Length > 0).Distinct(),
        ];
        string[] bridges =
        [
            .. networks.Select(network => network.Bridge ?? new ClusterNames(cluster).Bridge(network.Run)).Distinct(),
        ];
        return new ClusterMarks
        {
            Cluster = cluster,
            Runs = run is not null ? [run] : runs.Length > 0 ? runs : [null],
            Containers = containers.Select(container => container.Id).ToHashSet(),
            Volumes = [.. containers.SelectMany(container => container.Volumes)],
            Bridges = bridges,
            Interfaces = [.. bridges.SelectMany(InterfacesOf)],
            Subnets =
            [
                .. networks.Select(network => Ipv4Network.TryParse(network.Subnet, out Ipv4Network subnet)
                    ? subnet
                    : (Ipv4Network?)null).OfType<Ipv4Network>(),
            ],
            Processes = await ProcessesOfAsync(networks, keeper, cancellationToken),
            Elsewhere = bridges.Length > 0 && !bridges.Any(files.List(Interfaces).Contains)
                ? "the cluster's bridge is not on this machine"
                : null,
        };
    }

    /// <summary>The bridge and its ports: <c>/sys/class/net/ss-1a2b3c4d/brif/veth6f9f2c1</c>.</summary>
    private IEnumerable<InterfaceMark> InterfacesOf(string bridge) =>
        from name in files.List($"{Interfaces}/{bridge}/brif").Prepend(bridge)
        let index = files.Read($"{Interfaces}/{name}/ifindex")
        where index is not null
        select new InterfaceMark(name, index.Trim());

    private static async Task<IReadOnlyList<(string Role, ProcessMark Process)>> ProcessesOfAsync(
        IReadOnlyList<MarkedNetwork> networks, KeeperClient? keeper, CancellationToken cancellationToken)
    {
        var processes = new List<(string Role, ProcessMark Process)>();
        if (await TryAskAsync(keeper, cancellationToken) is { } reply)
        {
            Add("keeper", ProcessMark.Of(reply.KeeperProcessId));
            Add("master", reply.MasterProcessId is { } master ? ProcessMark.Of(master) : null);
            return processes;
        }

        foreach (KeeperIdentity identity in networks.Select(network => network.Keeper).OfType<KeeperIdentity>())
        {
            Add("keeper", ProcessIdentity.MarkOf(identity));
        }

        return processes;

        void Add(string role, ProcessMark? process)
        {
            if (process is not null)
            {
                processes.Add((role, process));
            }
        }
    }

    private static async Task<KeeperReply?> TryAskAsync(KeeperClient? keeper, CancellationToken cancellationToken)
    {
        try
        {
            return keeper is null
                ? null
                : await keeper.AskAsync(new KeeperRequest(KeeperVerb.Status), cancellationToken);
        }
        catch (KeeperException)
        {
            return null;
        }
    }
}
