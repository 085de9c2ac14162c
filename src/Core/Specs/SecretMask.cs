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

    private static SortedDictionary<string, string> MaskSorted(IReadOnlyDictionary<string, string> environment) =>
        new(Mask(environment).ToDictionary(), StringComparer.Ordinal);

    private static SortedDictionary<string, T> Sorted<T>(IReadOnlyDictionary<string, T> values) =>
        new(values.ToDictionary(), StringComparer.Ordinal);

    [GeneratedRegex(
        "PASSWORD|PASSWD|SECRET|TOKEN|KEY|CREDENTIAL", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();
}
