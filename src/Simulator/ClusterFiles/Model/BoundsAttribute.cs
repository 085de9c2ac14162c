namespace ScaleSim.Simulator.ClusterFiles.Model;

/// <summary>The bounds of a number without a long form.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class BoundsAttribute(double min, double max) : Attribute
{
    public double Min { get; } = min;

    public double Max { get; } = max;
}
