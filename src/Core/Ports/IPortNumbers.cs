using ScaleSim.Core.Specs.Workers;

namespace ScaleSim.Core.Ports;

/// <summary>Numbers a worker's ports.</summary>
internal interface IPortNumbers
{
    /// <summary>The ports of the next worker; workers are asked for in the order of their indexes.</summary>
    /// <param name="slot">The worker's place on its node, from 0.</param>
    IReadOnlyList<NamedPort> Next(IReadOnlyList<PortSpec> ports, int slot);
}
