namespace ScaleSim.Simulator.ClusterFiles.Yaml;

/// <summary>A key and its value.</summary>
internal sealed record YamlEntry(YamlScalar Key, YamlValue Value)
{
    public string Name => Key.Text;
}
