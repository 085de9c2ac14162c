using ScaleSim.Core.Specs.Workers;

namespace ScaleSim.Core.Ports;

/// <summary>
/// Unique on a node, which has an address of its own: <c>first + slot × ports per worker + position</c>. They depend on
/// the spec alone, so the same spec has the same ports every time, everywhere. A worker with fixed ports is alone on
/// its node; its others pass those over.
/// </summary>
internal sealed class DirectPorts(PortRange range) : IPortNumbers
{
    public IReadOnlyList<NamedPort> Next(IReadOnlyList<PortSpec> ports, int slot)
    {
        NamedPort[] named = new NamedPort[ports.Count];
        int given = ports.Count(port => port.Number is null);
        int next = range.First + (slot * given);
        for (int i = 0; i < named.Length; i++)
        {
            named[i] = new NamedPort(ports[i].Name, ports[i].Number ?? Free());
        }

        return named;

        int Free()
        {
            while (ports.Any(port => port.Number == next))
            {
                next++;
            }

            return next++;
        }
    }
}
