using System.Text.Json;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Reports.Inventories;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Tests.Checks;

namespace ScaleSim.Core.Tests.Reports;

public sealed class InventoryWriterTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("scalesim-inventory-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void Inventory_ListsEveryWorker_WithNameAddressNodeAndPorts()
    {
        using JsonDocument document = Write(CheckPlans.Create(5, perNode: 2, masterPort: 19998));

        JsonElement root = document.RootElement;
        Assert.Equal(1, root.GetProperty("schemaVersion").GetInt32());
        Assert.Equal("demo", root.GetProperty("cluster").GetString());
        Assert.Equal("0badcafe", root.GetProperty("run").GetString());
        Assert.Equal("127.0.0.1:19998", root.GetProperty("master").GetProperty("endpoint").GetString());
        Assert.Equal(5, root.GetProperty("workers").GetArrayLength());
        JsonElement last = root.GetProperty("workers")[4];
        Assert.Equal(
            """
            {"index":5,"name":"worker-0005","group":"worker","host":"worker-0005.demo.scalesim.internal",
            "address":"127.77.0.4","node":"node-003","nodeAddress":"127.77.0.4","ports":{"web":20005}}
            """.ReplaceLineEndings(""),
            JsonSerializer.Serialize(last));
    }

    [Fact]
    public void Inventory_GivesLoopbackForTheHost_WhenPortsArePublished()
    {
        using JsonDocument document = Write(CheckPlans.Create(1, expose: Exposure.Published));

        JsonElement worker = document.RootElement.GetProperty("workers")[0];
        Assert.Equal("127.0.0.1", worker.GetProperty("address").GetString());
        Assert.Equal("127.77.0.2", worker.GetProperty("nodeAddress").GetString());
    }

    [Fact]
    public void Inventory_ReplacesTheFile_AndLeavesNoOther()
    {
        Write(CheckPlans.Create(1)).Dispose();
        using JsonDocument document = Write(CheckPlans.Create(2));

        Assert.Equal(2, document.RootElement.GetProperty("workers").GetArrayLength());
        Assert.Single(_directory.GetFiles());
    }

    private JsonDocument Write(ClusterPlan plan)
    {
        string path = Path.Combine(_directory.FullName, InventoryWriter.FileName);
        InventoryWriter.Write(path, plan);
        return JsonDocument.Parse(File.ReadAllText(path));
    }
}
