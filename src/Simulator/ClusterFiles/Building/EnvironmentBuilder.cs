using ScaleSim.Simulator.ClusterFiles.Model;
using ScaleSim.Simulator.ClusterFiles.Yaml;

namespace ScaleSim.Simulator.ClusterFiles.Building;

/// <summary>Environment variables, with those of the caller filled in.</summary>
internal static class EnvironmentBuilder
{
    private const string Key = "environment";

    /// <param name="table">The mapping whose key <c>environment</c> it is.</param>
    public static IReadOnlyDictionary<string, string>? Build(
        IReadOnlyDictionary<string, string>? environment, KeyTable table, FileContext context)
    {
        if (environment is null)
        {
            return null;
        }

        YamlMap? values = (table.Node as YamlMap)?.Find(Key)?.Value as YamlMap;
        return environment.ToDictionary(
            pair => pair.Key,
            pair => Interpolation.Expand(
                pair.Value, values?.Find(pair.Key)?.Value.Position ?? table.ValueAt(Key), context),
            StringComparer.Ordinal);
    }
}
