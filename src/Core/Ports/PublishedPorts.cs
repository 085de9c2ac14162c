using ScaleSim.Core.Specs.Workers;

namespace ScaleSim.Core.Ports;

/// <summary>
/// Unique in the cluster, as all share the host's address: numbered in order. A port that the host uses is passed
/// over and its worker gets one from behind the last usual number, so that no other port moves.
/// </summary>
/// <param name="needed">Ports of the whole cluster.</param>
internal sealed class PublishedPorts(PortRange range, int needed, IReadOnlySet<int> inUse) : IPortNumbers
{
    private int _usual = range.First;
    private int _spare = range.First + needed;

    /// <value>How many ports have not got their usual number.</value>
    public int Moved { get; private set; }

    /// <value>The first of them: its usual number and the one it got.</value>
    public (int Usual, int Actual)? FirstMoved { get; private set; }

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
        int usual = _usual++;
        if (!inUse.Contains(usual))
        {
            return usual;
        }

        while (inUse.Contains(_spare))
        {
            _spare++;
        }

        Moved++;
        FirstMoved ??= (usual, _spare);
        return _spare++;
    }
}
