namespace ScaleSim.Core.Specs.Workers;

/// <summary>A port that each worker of a group listens on.</summary>
/// <param name="Name">A DNS label, such as <c>rpc</c>.</param>
/// <param name="Number">
/// Null for one that the plan gives out. A fixed one needs workers with addresses of their own: one to a node.
/// </param>
public sealed record PortSpec(string Name, int? Number = null)
{
    /// <summary>A port whose number the plan gives out.</summary>
    public static implicit operator PortSpec(string name) => FromName(name);

    /// <summary>A port whose number the plan gives out.</summary>
    public static PortSpec FromName(string name) => new(name);
}
