using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ScaleSim.Core.Names;

/// <summary>
/// All names of one cluster. A name depends on the cluster's name and on a number, and on nothing else.
/// </summary>
public sealed class ClusterNames
{
    /// <value>
    /// The domain under which every cluster has one of its own; <c>.internal</c> is reserved for such use.
    /// </value>
    public const string Suffix = "scalesim.internal";

    /// <value>What a group may not be called: its workers would read like nodes.</value>
    public const string NodeWord = "node";

    /// <value>The master's short name.</value>
    public const string MasterWord = "master";

    /// <param name="cluster">A DNS label; it is not checked here.</param>
    public ClusterNames(string cluster)
    {
        Cluster = cluster;
        Domain = $"{cluster}.{Suffix}";
    }

    public string Cluster { get; }

    /// <value><c>demo.scalesim.internal</c>, which is also the name of the cluster's network.</value>
    public string Domain { get; }

    /// <value><c>master.demo.scalesim.internal</c>.</value>
    public string Master => Full(MasterWord);

    /// <summary><c>node-003</c>: three digits, as at most 900 nodes share a bridge.</summary>
    public static string Node(int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{NodeWord}-{index:D3}");

    /// <summary>
    /// <c>worker-0007</c>: at least four digits whatever the cluster's size, so that scaling renames nobody.
    /// </summary>
    /// <param name="number">From 1, within the group.</param>
    public static string Worker(string group, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{group}-{number:D4}");

    /// <summary>
    /// Takes <c>pi4-0007</c> apart: the group <c>pi4</c> and the number 7. False where the text is no worker's name.
    /// </summary>
    public static bool TryParseWorker(string? name, out string group, out int number)
    {
        int hyphen = name?.LastIndexOf('-') ?? -1;
        group = hyphen > 0 ? name![..hyphen] : "";
        number = 0;
        return hyphen > 0
            && int.TryParse(
                name.AsSpan(hyphen + 1), NumberStyles.None, CultureInfo.InvariantCulture, out number)
            && number > 0;
    }

    /// <summary>The full name for a short one: <c>worker-0007.demo.scalesim.internal</c>.</summary>
    public string Full(string name) => $"{name}.{Domain}";

    /// <summary>The container's name for a short one, unique on an engine: <c>demo-worker-0007</c>.</summary>
    public string Container(string name) => $"{Cluster}-{name}";

    /// <summary>The host's bridge interface: <c>ss-</c> and 8 hexadecimal digits, new for each run.</summary>
    public string Bridge(string run)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{run}/{Cluster}"));
        return "ss-" + Convert.ToHexStringLower(hash.AsSpan(0, 4));
    }
}
