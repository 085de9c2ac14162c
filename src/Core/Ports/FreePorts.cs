namespace ScaleSim.Core.Ports;

/// <summary>
/// For published workers that join a live cluster: the lowest numbers of the range that nobody has, each once.
/// </summary>
/// <param name="taken">The host's, other clusters' and the cluster's own.</param>
internal sealed class FreePorts(PortRange range, IReadOnlySet<int> taken) : IPortNumbers
{
    private int _next = range.First;

    /// <value>How many ports were asked for that the range could not give.</value>
    public int Missing { get; private set; }

    public IReadOnlyList<NamedPort> Next(IReadOnlyList<string> names, int slot)
    {
        NamedPort[] ports = new NamedPort[names.Count];
        for (int i = 0; i < ports.Length; i++)
        {
            while (taken.Contains(_next))
            {
                _next++;
            }

            Missing += _next > range.Last ? 1 : 0;
            ports[i] = new NamedPort(names[i], _next++);
        }

        return ports;
    }
}
