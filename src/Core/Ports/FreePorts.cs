using ScaleSim.Core.Specs.Workers;

namespace ScaleSim.Core.Ports;

/// <summary>
/// For published workers that join a live cluster: the lowest numbers of the range that nobody has, each once.
/// </summary>
/// <param name="taken">The host's, other clusters' and the cluster's own, and those that its spec fixes.</param>
internal sealed class FreePorts(PortRange range, IReadOnlySet<int> taken) : IPortNumbers
{
    private int _next = range.First;

    /// <value>How many ports were asked for that the range could not give.</value>
    public int Missing { get; private set; }

    public IReadOnlyList<NamedPort> Next(IReadOnlyList<PortSpec> ports, int slot)
    {
        NamedPort[] named = new NamedPort[ports.Count];
        for (int i = 0; i < named.Length; i++)
        {
            named[i] = new NamedPort(ports[i].Name, ports[i].Number ?? NextNumber());
        }

        return named;
    }

    private int NextNumber()
    {
        while (taken.Contains(_next))
        {
            _next++;
        }

        Missing += _next > range.Last ? 1 : 0;
        return _next++;
    }
}
