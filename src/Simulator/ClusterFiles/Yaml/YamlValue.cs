namespace ScaleSim.Simulator.ClusterFiles.Yaml;

/// <summary>A value of a YAML document, with its place.</summary>
internal abstract class YamlValue(FilePosition position)
{
    public FilePosition Position { get; } = position;

    /// <value>Values in it and below, itself included, with each alias counted as what it stands for.</value>
    public abstract int Size { get; }

    /// <value>What it is, as the end of "it is …".</value>
    public abstract string Kind { get; }
}
