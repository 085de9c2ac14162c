using System.Globalization;
using ScaleSim.Simulator.ClusterFiles.Yaml;

namespace ScaleSim.Simulator.ClusterFiles;

/// <summary>
/// Finds the place in a file that an error of a spec is about, from a path such as <c>groups[1].ports[0]</c>: the
/// nearest that there is.
/// </summary>
internal sealed class SpecPlaces(YamlMap root)
{
    private const string Groups = "groups";
    private const string Workers = "workers";

    public FilePosition Find(string path)
    {
        // Workers without groups are the spec's only group.
        bool isOnly = !root.Has(Groups) && root.Has(Workers);
        if (isOnly && path.StartsWith($"{Groups}[0]", StringComparison.Ordinal))
        {
            path = Workers + path[$"{Groups}[0]".Length..];
        }

        return Find(root, path, root.Position);
    }

    private static FilePosition Find(YamlValue value, string path, FilePosition nearest)
    {
        string rest = path.TrimStart('.');
        if (rest.Length == 0)
        {
            return nearest;
        }

        if (rest[0] == '[')
        {
            return FindItem(value, rest, nearest);
        }

        if (value is not YamlMap map)
        {
            return nearest;
        }

        // Keys may have points themselves, net.core.somaxconn, so the longest that fits is meant.
        YamlEntry? entry = map.Entries.Where(entry => Begins(rest, entry.Name)).MaxBy(entry => entry.Name.Length);
        if (entry is not null)
        {
            return Find(entry.Value, rest[entry.Name.Length..], PositionOf(entry));
        }

        // master.command stands below master.process in a file.
        return map.Entries
            .Where(inner => inner is { Name: "process" or "external", Value: YamlMap })
            .Select(inner => (FilePosition?)Find(inner.Value, rest, nearest))
            .FirstOrDefault() ?? nearest;
    }

    private static FilePosition FindItem(YamlValue value, string rest, FilePosition nearest)
    {
        int close = rest.IndexOf(']', StringComparison.Ordinal);
        if (close < 0
            || !int.TryParse(rest[1..close], NumberStyles.None, CultureInfo.InvariantCulture, out int index))
        {
            return nearest;
        }

        string below = rest[(close + 1)..];
        return value switch
        {
            YamlList list when index < list.Items.Count =>
                Find(list.Items[index], below, list.Items[index].Position),
            YamlMap map when index < map.Entries.Count =>
                Find(map.Entries[index].Value, below, map.Entries[index].Key.Position),
            _ => nearest,
        };
    }

    // A value that fits on a line is what is wrong; a longer one is found by its key.
    private static FilePosition PositionOf(YamlEntry entry) =>
        entry.Value is YamlScalar ? entry.Value.Position : entry.Key.Position;

    private static bool Begins(string path, string key) =>
        path.StartsWith(key, StringComparison.Ordinal)
        && (path.Length == key.Length || path[key.Length] is '.' or '[');
}
