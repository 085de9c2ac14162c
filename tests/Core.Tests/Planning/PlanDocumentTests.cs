using System.Text.Json;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Tests.Planning;

public sealed class PlanDocumentTests
{
    private static readonly ClusterPlan Plan = Samples.Plan(
        Samples.Spec(Samples.Group(3) with
        {
            PerNode = 2,
            Command = ["w", "{worker.name}"],
            Environment = new Dictionary<string, string> { ["A_KEY"] = "hunter2", ["AT"] = "{node.ip}" },
        }) with
        {
            Master = new ProcessMasterSpec
            {
                Command = ["m"],
                Environment = new Dictionary<string, string> { ["KEY"] = "hunter2" },
                Port = 19998,
            },
        });

    [Fact]
    public void Json_ShowsThePlan()
    {
        using JsonDocument json = JsonDocument.Parse(Json());
        JsonElement root = json.RootElement;

        Assert.Equal(1, root.GetProperty("schemaVersion").GetInt32());
        Assert.Equal("demo", root.GetProperty("cluster").GetString());
        Assert.Equal("Direct", root.GetProperty("expose").GetString());
        Assert.Equal(PlanHash.Of(Plan), root.GetProperty("planSha256").GetString());
        Assert.Equal(SpecHash.Of(Plan.Spec), root.GetProperty("specSha256").GetString());
        Assert.Equal(Plan.Network.Subnet.ToString(), root.GetProperty("network").GetProperty("subnet").GetString());
        Assert.Equal(2, root.GetProperty("nodes").GetArrayLength());
        JsonElement worker = root.GetProperty("workers")[1];
        Assert.Equal("worker-0002", worker.GetProperty("name").GetString());
        Assert.Equal(20003, worker.GetProperty("ports").GetProperty("web").GetInt32());
        JsonElement example = Assert.Single(root.GetProperty("examples").EnumerateArray());
        Assert.Equal("worker-0001", example.GetProperty("command")[1].GetString());
        Assert.Equal(
            Plan.Nodes[0].Address.ToString(), example.GetProperty("environment").GetProperty("AT").GetString());
    }

    [Fact]
    public void Json_HoldsNoSecret()
    {
        Assert.DoesNotContain("hunter2", Json(), StringComparison.Ordinal);
        Assert.Contains("***", Json(), StringComparison.Ordinal);
    }

    private static string Json() =>
        JsonSerializer.Serialize(PlanDocument.Of(Plan), PlanJsonContext.Default.PlanDocument);
}
