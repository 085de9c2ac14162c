namespace ScaleSim.Core.Ports;

/// <summary>
/// Unique on a node, which has an address of its own: <c>first + slot × ports per worker + position</c>. They depend on
/// the spec alone, so the same spec has the same ports every time, everywhere.
/// </summary>
internal sealed class DirectPorts(PortRange range) : IPortNumbers
{
    public IReadOnlyList<NamedPort> Next(IReadOnlyList<string> names, int slot)
    {
        NamedPort[] ports = new NamedPort[names.Count];
        for (int i = 0; i < ports.Length; i++)
        {
            ports[i] = new NamedPort(names[i], range.First + (slot * ports.Length) + i);
        }

        return ports;
    }
}
