namespace ScaleSim.Simulator.ClusterFiles.Model;

/// <summary>
/// What a key of a cluster file means. The binder, the JSON schema and the page of keys are all made from it.
/// </summary>
/// <param name="description">A sentence for people.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class KeyAttribute(string description) : Attribute
{
    public string Description { get; } = description;

    /// <value>As in YAML; null where there is none: nothing happens without the key.</value>
    public string? Default { get; init; }

    /// <value>A value as in YAML, on one line.</value>
    public string? Example { get; init; }

    /// <value>Whether the binder misses it.</value>
    public bool IsRequired { get; init; }

    public double Min { get; init; } = double.NaN;

    public double Max { get; init; } = double.NaN;

    /// <value>What a list means where a mapping is expected.</value>
    public ListForm List { get; init; }
}
