using ScaleSim.Core.Engines;
using ScaleSim.Core.Runs;

namespace ScaleSim.Simulator.Terminal;

/// <summary>A node of a <see cref="StatusDocument"/>.</summary>
internal sealed record StatusNode(int Index, string Name, string Status, string? Address)
{
    public static StatusNode Of(NodeState node) => new(
        node.Index, node.Name, EventNames.Of(node.Status), node.Address?.ToString());
}
