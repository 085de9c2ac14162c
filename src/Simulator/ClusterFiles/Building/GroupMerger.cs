using ScaleSim.Simulator.ClusterFiles.Yaml;

namespace ScaleSim.Simulator.ClusterFiles.Building;

/// <summary>Gives each group of <c>groups</c> the keys of <c>workers</c> that it has not itself.</summary>
internal static class GroupMerger
{
    private const string Workers = "workers";
    private const string Groups = "groups";
    private const string Pull = "pull";

    /// <summary>The file with its groups complete, or as it is where there is nothing to complete.</summary>
    public static YamlMap Merge(YamlMap root, FileErrors errors)
    {
        if (root.Find(Groups) is not { Value: YamlMap groups } entry || root.Find(Workers) is not { } workers)
        {
            return root;
        }

        if (workers.Value is not YamlMap shared)
        {
            if (workers.Value is not YamlBroken)
            {
                errors.Add(
                    workers.Value.Position,
                    $"'workers' is {workers.Value.Kind} beside 'groups'",
                    "there it holds the keys that the groups share",
                    "Give each group a count, and take this away");
            }

            return root;
        }

        var complete = new YamlMap(
            groups.Position, [.. groups.Entries.Select(group => group with { Value = Complete(group.Value, shared) })]);
        return new YamlMap(
            root.Position,
            [.. root.Entries.Select(other => other == entry ? entry with { Value = complete } : other)]);
    }

    private static YamlValue Complete(YamlValue group, YamlMap shared)
    {
        if (group is not YamlMap own)
        {
            return group;
        }

        // A group with an image of its own takes no other way to one.
        bool hasImage = ImageBuilder.Ways.Any(own.Has);
        return new YamlMap(own.Position,
        [
            .. own.Entries,
            .. shared.Entries.Where(key => !own.Has(key.Name)
                && !(hasImage && (key.Name == Pull || ImageBuilder.Ways.Contains(key.Name)))),
        ]);
    }
}
