using System.Text.Json;
using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Reports.Inventories;

/// <summary>Writes the inventory of a plan, whole or not at all.</summary>
public static class InventoryWriter
{
    /// <value>The file's usual name in an output directory.</value>
    public const string FileName = "inventory.json";

    /// <param name="path">Replaced where it exists; its directory must.</param>
    /// <param name="mode">Who may read it; null for the usual.</param>
    /// <exception cref="IOException">The file could not be written.</exception>
    public static void Write(string path, ClusterPlan plan, UnixFileMode? mode = null) => AtomicFile.Write(
        path,
        stream => JsonSerializer.Serialize(stream, Inventory.Of(plan), InventoryJsonContext.Default.Inventory),
        mode);
}
