using System.Globalization;
using System.Security.Cryptography;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;
using ScaleSim.Simulator.Reporting;

namespace ScaleSim.Simulator.Launch;

/// <summary>
/// From a spec to plans: reads the facts once, and plans again with what the engine has taught since.
/// </summary>
internal sealed class ReplanningPlanner
{
    /// <value>Plans made for one start at most; each has learnt one more fact than the one before.</value>
    public const int PlansMax = 16;

    private readonly ClusterSpec _spec;
    private readonly RunIdentity _run;
    private HostFacts _facts;
    private int _plans;

    public ReplanningPlanner(ClusterSpec spec, HostFacts facts, RunIdentity run)
    {
        _spec = spec;
        _facts = facts;
        _run = run;
    }

    public HostFacts Facts => _facts;

    /// <summary>Eight hexadecimal digits, new for each run.</summary>
    public static RunIdentity NewRun() => new(
        RandomNumberGenerator.GetHexString(8, lowercase: true), Environment.UserName, ProductVersion.Version);

    /// <exception cref="PlanException">The spec can't be planned here.</exception>
    public ClusterPlan Plan()
    {
        _plans++;
        return Planner.Plan(_spec, _facts, _run);
    }

    /// <summary>
    /// Another plan that avoids what turned out to be taken. Who took it has most likely taken more of the same, so
    /// that networks and ports are looked at again; what was learnt before stays learnt.
    /// </summary>
    /// <param name="now">What the machine and the engine say by now.</param>
    /// <exception cref="CommandException">Sixteen plans were made in vain.</exception>
    public ClusterPlan PlanAgain(PlanConflictException conflict, HostFacts now)
    {
        if (_plans >= PlansMax)
        {
            throw new CommandException(
                ExitCode.NotHere,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{PlansMax} plans in a row met something taken, the last one: {conflict.Message} Something else ")
                + "takes networks or ports as fast as they are planned; end it or try again.",
                conflict);
        }

        HashSet<Ipv4Network> subnets = [.. _facts.SubnetsInUse, .. now.SubnetsInUse];
        HashSet<int> ports = [.. _facts.PortsInUse, .. now.PortsInUse];
        if (conflict.Subnet is { } subnet)
        {
            subnets.Add(subnet);
        }

        if (conflict.Port is { } port)
        {
            ports.Add(port);
        }

        _facts = _facts with { SubnetsInUse = [.. subnets], PortsInUse = ports };
        return Plan();
    }
}
