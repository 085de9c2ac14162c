namespace ScaleSim.Simulator.ClusterFiles.Model;

/// <summary>A value that is no mapping stands for a mapping with this one key.</summary>
/// <param name="property">The property that takes it; without a <see cref="KeyAttribute"/> it has no long form.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ShortFormAttribute(string property) : Attribute
{
    public string Property { get; } = property;
}
