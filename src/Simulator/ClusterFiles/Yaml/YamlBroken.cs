namespace ScaleSim.Simulator.ClusterFiles.Yaml;

/// <summary>Stands where an error has been told already, so that none follows from it.</summary>
internal sealed class YamlBroken(FilePosition position) : YamlValue(position)
{
    public override int Size => 1;

    public override string Kind => "broken";
}
