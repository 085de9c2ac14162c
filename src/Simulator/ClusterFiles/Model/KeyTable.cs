using ScaleSim.Simulator.ClusterFiles.Yaml;

namespace ScaleSim.Simulator.ClusterFiles.Model;

/// <summary>A mapping of a cluster file. A property that stays null is a key that was not given.</summary>
internal abstract record KeyTable
{
    /// <value>Where it was read; null where nobody read it.</value>
    public YamlValue? Node { get; set; }

    /// <value>Where a key of it stands, or the whole where the key is not there.</value>
    public FilePosition At(string key) => Node switch
    {
        YamlMap map => map.PositionOf(key),
        { } value => value.Position,
        null => FilePosition.Start,
    };

    /// <value>Where the value of a key begins, or the whole where the key is not there.</value>
    public FilePosition ValueAt(string key) =>
        Node is YamlMap map && map.Find(key) is { } entry ? entry.Value.Position : At(key);
}
