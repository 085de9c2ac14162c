using System.Globalization;

namespace ScaleSim.Simulator.ClusterFiles.Yaml;

/// <summary>Keys and values, in the order of the file; no key is there twice.</summary>
internal sealed class YamlMap(FilePosition position, IReadOnlyList<YamlEntry> entries) : YamlValue(position)
{
    private readonly Dictionary<string, YamlEntry> _byName =
        entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);

    public IReadOnlyList<YamlEntry> Entries { get; } = entries;

    public override int Size { get; } = 1 + entries.Sum(entry => 1 + entry.Value.Size);

    public override string Kind => string.Create(
        CultureInfo.InvariantCulture, $"a mapping of {Entries.Count} {(Entries.Count == 1 ? "key" : "keys")}");

    public bool Has(string name) => _byName.ContainsKey(name);

    public YamlEntry? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Where a key stands; the mapping's own place where it does not.</summary>
    public FilePosition PositionOf(string name) => Find(name)?.Key.Position ?? Position;
}
