using System.Globalization;

namespace ScaleSim.Simulator.ClusterFiles.Yaml;

/// <summary>A list of values.</summary>
internal sealed class YamlList(FilePosition position, IReadOnlyList<YamlValue> items) : YamlValue(position)
{
    public IReadOnlyList<YamlValue> Items { get; } = items;

    public override int Size { get; } = 1 + items.Sum(item => item.Size);

    public override string Kind =>
        string.Create(CultureInfo.InvariantCulture, $"a list of {Items.Count} {(Items.Count == 1 ? "item" : "items")}");
}
