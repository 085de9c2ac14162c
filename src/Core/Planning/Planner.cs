using ScaleSim.Core.Admission;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Ports;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Planning;

/// <summary>Turns a spec into a plan: pure, without I/O, the same for the same input on any machine.</summary>
public static class Planner
{
    /// <value>
    /// Workers packed on a node when nobody says otherwise, and no more are needed to stay on one bridge.
    /// </value>
    public const int WorkersPerNodeDefault = 100;

    /// <value>
    /// The most workers on a node. All names of a node are fixed on one endpoint (400 were tried), and its workers
    /// share 28,232 ephemeral ports.
    /// </value>
    public const int WorkersPerNodeMax = 1000;

    /// <value>
    /// The most nodes on one bridge, of 1023 that the kernel allows (BR_PORT_BITS): from about the 1003rd on, members
    /// run and can't talk (moby#44973).
    /// </value>
    public const int NodesPerBridgeMax = 900;

    /// <summary>Decides every detail.</summary>
    /// <exception cref="PlanException">The spec can't become a plan; it lists every reason.</exception>
    public static ClusterPlan Plan(ClusterSpec spec, HostFacts facts, RunIdentity run)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(run);
        PlanErrors errors = new();
        List<string> warnings = [];
        spec = EngineFit.Settle(spec, facts.Engine);
        SpecValidator.Validate(spec, errors);
        EngineFit.Check(spec, facts, errors);
        Exposure expose = EngineFit.ExposureOf(spec, facts.Engine);
        Ipv4Network? subnet = SubnetChooser.Choose(spec.Name, facts.SubnetsInUse, errors);
        MemoryPlan? memory = null;
        IReadOnlyList<Packing>? packings = SpecValidator.IsMeasurable(spec) ? Packing.Of(spec, errors) : null;
        IPortNumbers? ports = null;
        if (packings is not null)
        {
            int nodes = packings.Sum(packing => packing.Nodes);
            NeighbourTable.Check(spec, nodes, facts, errors, warnings);
            memory = MemoryPlanner.Plan(spec, packings, facts, errors, warnings);
            MachineAdmission.Check(ClusterDemand.Of(spec), facts, errors);
            ports = PortNumbers(spec, expose, packings, facts, errors);
        }

        errors.ThrowIfAny();
        return Build(spec, run, expose, subnet!.Value, packings!, ports!, memory!, warnings);
    }

    private static IPortNumbers? PortNumbers(
        ClusterSpec spec, Exposure expose, IReadOnlyList<Packing> packings, HostFacts facts, PlanErrors errors)
    {
        if (!PortRangeValidator.IsMeasurable(spec.Ports))
        {
            return null;
        }

        if (expose == Exposure.Direct)
        {
            return PortDemand.FitsDirect(spec.Ports, packings, errors) ? new DirectPorts(spec.Ports) : null;
        }

        HashSet<int> inUse = [.. facts.PortsInUse, .. facts.Engine.PublishedPorts];
        FixedPorts.CheckPublished(spec, inUse, errors);
        return PortDemand.FitsPublished(spec, inUse, facts, errors)
            ? new PublishedPorts(spec.Ports, PortDemand.Needed(spec), inUse, FixedPorts.Of(spec).ToHashSet())
            : null;
    }

    private static ClusterPlan Build(
        ClusterSpec spec,
        RunIdentity run,
        Exposure expose,
        Ipv4Network subnet,
        IReadOnlyList<Packing> packings,
        IPortNumbers ports,
        MemoryPlan memory,
        List<string> warnings)
    {
        PlanOutline outline = PlanOutline.Of(spec, run, subnet, subnet.AddressAt(1), expose);
        ClusterLayout layout = new(outline.Names, outline.Network, ports, spec, expose);
        foreach (Packing packing in packings)
        {
            layout.Add(packing);
        }

        if (ports is PublishedPorts { FirstMoved: { } moved } published)
        {
            warnings.Add(
                $"{published.Moved} ports are not the usual ones, as this machine uses those; for example "
                    + $"{moved.Actual} stands for {moved.Usual}. "
                    + "Free them, or choose others with --ports, to have the same every time.");
        }

        return outline.Complete(layout.Nodes, layout.Workers, memory) with { Warnings = warnings };
    }
}
