using System.Globalization;
using ScaleSim.Simulator.ClusterFiles.Model;
using ScaleSim.Simulator.ClusterFiles.Yaml;

namespace ScaleSim.Simulator.ClusterFiles.Building;

/// <summary>Keys of which a mapping has exactly one.</summary>
internal static class Alternatives
{
    /// <summary>The one that is given; null, with an error, where there is none or are several.</summary>
    /// <param name="name">What the mapping is called in messages.</param>
    public static string? One(KeyTable table, string name, FileErrors errors, params string[] keys)
    {
        // A key whose value could not be read is given all the same, and its error has been told.
        string[] given = table.Node is YamlMap map ? [.. keys.Where(map.Has)] : [];
        if (given.Length == 1)
        {
            return given[0];
        }

        if (given.Length > 1)
        {
            errors.Add(
                table.At(given[1]),
                $"'{name}' has {string.Join(" and ", given.Select(key => $"'{key}'"))}",
                $"it takes 1 of {string.Join(", ", keys)}",
                "Keep one of them");
        }
        else if (table.Node is YamlMap)
        {
            errors.Add(
                table.At(""),
                string.Create(CultureInfo.InvariantCulture, $"'{name}' has none of its {keys.Length} ways"),
                $"it takes 1 of {string.Join(", ", keys)}",
                $"Add one of them, such as {keys[0]}");
        }

        return null;
    }
}
