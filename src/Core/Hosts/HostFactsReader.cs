using System.Globalization;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts.Limits;

namespace ScaleSim.Core.Hosts;

/// <summary>
/// Reads what the planner has to know, once. With an engine elsewhere this machine's memory, ports and routes say
/// nothing about the workers' machine, so only what the engine says counts.
/// </summary>
public sealed class HostFactsReader(IHostFiles files)
{
    // Its containers are no more than records: no kernel bounds them.
    private const string FakeKind = "fake";

    public HostFacts Read(EngineFacts engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        return engine.IsLocal ? ReadLocal(engine) : FromEngine(engine);
    }

    private static HostFacts FromEngine(EngineFacts engine) => new()
    {
        Engine = engine,
        MemoryAvailableBytes = engine.MemoryBytes,
        PortsInUse = engine.PublishedPorts.ToHashSet(),
        SubnetsInUse = [.. EngineNetworks(engine).Distinct()],
    };

    private HostFacts ReadLocal(EngineFacts engine)
    {
        HostFacts facts = FromEngine(engine);
        return facts with
        {
            MemoryAvailableBytes = MemoryInfo.ReadAvailableBytes(files) ?? facts.MemoryAvailableBytes,
            EphemeralPorts = KernelPorts.ReadEphemeral(files) ?? facts.EphemeralPorts,
            PortsInUse = ListeningPorts.Read(files)
                .Concat(KernelPorts.ReadReserved(files))
                .Concat(engine.PublishedPorts)
                .ToHashSet(),
            SubnetsInUse = [.. HostNetworks().Concat(EngineNetworks(engine)).Distinct()],
            NeighbourTableMax = ReadNeighbourTableMax(),
            Limits = engine.Kind == FakeKind ? [] : new HostLimitsReader(files).Read(engine),
        };
    }

    private IEnumerable<Ipv4Network> HostNetworks() =>
        RouteTable.Read(files).Where(route => route.IsNetwork).Select(route => route.Network);

    private static IEnumerable<Ipv4Network> EngineNetworks(EngineFacts engine) =>
        engine.Subnets.SelectMany<string, Ipv4Network>(
            text => Ipv4Network.TryParse(text, out Ipv4Network network) ? [network] : []);

    // Only the first network namespace has the file: inside a container it is missing.
    private int? ReadNeighbourTableMax() =>
        int.TryParse(
            files.Read("/proc/sys/net/ipv4/neigh/default/gc_thresh3"),
            NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture,
            out int entries)
            ? entries
            : null;
}
