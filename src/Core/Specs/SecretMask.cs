using System.Text.RegularExpressions;

namespace ScaleSim.Core.Specs;

/// <summary>
/// Hides the values of environment variables whose names look secret, wherever a spec or plan leaves the process:
/// labels, plans, reports.
/// </summary>
public static partial class SecretMask
{
    /// <value>What stands for a hidden value.</value>
    public const string Hidden = "***";

    public static bool IsSecret(string name) => SecretName().IsMatch(name);

    /// <summary>Whether a group or the master has a variable that looks secret.</summary>
    public static bool HasSecrets(ClusterSpec spec) => Environments(spec).Any(variable => IsSecret(variable.Key));

    /// <summary>
    /// The values of those variables, as the spec has them: of one with placeholders, the parts between them.
    /// </summary>
    internal static IEnumerable<string> Values(ClusterSpec spec) => Environments(spec)
        .Where(variable => IsSecret(variable.Key))
        .SelectMany(variable => Template.Parse(variable.Value).Literals)
        .Where(text => text != Hidden);

    /// <summary>The values of those variables of an environment without placeholders.</summary>
    internal static IEnumerable<string> Values(IReadOnlyDictionary<string, string> environment) => environment
        .Where(variable => IsSecret(variable.Key) && variable.Value != Hidden)
        .Select(variable => variable.Value);

    public static IReadOnlyDictionary<string, string> Mask(IReadOnlyDictionary<string, string> environment) =>
        environment.ToDictionary(
            pair => pair.Key, pair => IsSecret(pair.Key) ? Hidden : pair.Value, StringComparer.Ordinal);

    /// <summary>
    /// The spec with every secret hidden and every environment, ulimit and sysctl in the order of its names. What files
    /// hold is not looked into: secrets belong into an environment or a mount, not into a file of the spec.
    /// </summary>
    public static ClusterSpec Mask(ClusterSpec spec) => spec with
    {
        Groups =
        [
            .. spec.Groups.Select(group => group with
            {
                Environment = MaskSorted(group.Environment),
                Ulimits = Sorted(group.Ulimits),
                Sysctls = Sorted(group.Sysctls),
            }),
        ],
        Master = spec.Master is ProcessMasterSpec master
            ? master with { Environment = MaskSorted(master.Environment) }
            : spec.Master,
    };

    private static IEnumerable<KeyValuePair<string, string>> Environments(ClusterSpec spec) =>
        spec.Groups.SelectMany(group => group.Environment)
            .Concat((spec.Master as ProcessMasterSpec)?.Environment ?? new Dictionary<string, string>());

    private static SortedDictionary<string, string> MaskSorted(IReadOnlyDictionary<string, string> environment) =>
        new(Mask(environment).ToDictionary(), StringComparer.Ordinal);

    private static SortedDictionary<string, T> Sorted<T>(IReadOnlyDictionary<string, T> values) =>
        new(values.ToDictionary(), StringComparer.Ordinal);

    [GeneratedRegex(
        "PASSWORD|PASSWD|SECRET|TOKEN|KEY|CREDENTIAL", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();
}
