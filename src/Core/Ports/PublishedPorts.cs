using ScaleSim.Core.Specs.Workers;

namespace ScaleSim.Core.Ports;

/// <summary>
/// Unique in the cluster, as all share the host's address: numbered in order. A port that the host uses is passed
/// over and its worker gets one from behind the last usual number, so that no other port moves.
/// </summary>
/// <param name="needed">Ports of the whole cluster that are given out.</param>
/// <param name="inUse">Ports of the host.</param>
/// <param name="fixedNumbers">Ports that the spec fixes: nobody's usual number.</param>
internal sealed class PublishedPorts(
    PortRange range, int needed, IReadOnlySet<int> inUse, IReadOnlySet<int> fixedNumbers) : IPortNumbers
{
    private int _usual = range.First;
    private int _spare = FirstSpare(range, needed, fixedNumbers);

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
        int usual = NextOf(ref _usual, fixedNumbers);
        if (!inUse.Contains(usual))
        {
            return usual;
        }

        int spare = NextOf(ref _spare, fixedNumbers);
        while (inUse.Contains(spare))
        {
            spare = NextOf(ref _spare, fixedNumbers);
        }

        Moved++;
        FirstMoved ??= (usual, spare);
        return spare;
    }

    private static int FirstSpare(PortRange range, int needed, IReadOnlySet<int> fixedNumbers)
    {
        int next = range.First;
        for (int i = 0; i < needed; i++)
        {
            NextOf(ref next, fixedNumbers);
        }

        return next;
    }

    private static int NextOf(ref int next, IReadOnlySet<int> passedOver)
    {
        while (passedOver.Contains(next))
        {
            next++;
        }

        return next++;
    }
}
