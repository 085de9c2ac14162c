using System.Net;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Names;
using ScaleSim.Docker.Api.Models;
using ScaleSim.Docker.Clusters;

namespace ScaleSim.Docker.Tests.Clusters;

public sealed class ContainerFactsTests
{
    [Fact]
    public void TryRead_KnowsAWorker()
    {
        ContainerFacts facts = Read("/demo-worker-0007", "running", new()
        {
            [ClusterLabels.Worker] = "7", [ClusterLabels.Group] = "worker", [ClusterLabels.Ports] = "data=20006",
        })!;

        Assert.Equal((7, 3, "worker-0007"), (facts.Worker, facts.Node, facts.MemberName));
        Assert.Equal((7, 1), (facts.FirstNumber, facts.Slots));
        Assert.Equal((ContainerStatus.Running, "Up 2 minutes"), (facts.Status, facts.Detail));
        Assert.Equal(20006, Assert.Single(facts.Ports).Number);
        Assert.True(facts is { IsWorker: true, IsNode: true });
        Assert.Equal(IPAddress.Parse("198.18.0.4"), facts.Address);
    }

    [Theory]
    [InlineData("/demo", "demo")]
    [InlineData("/x", "x")]
    public void TryRead_KeepsANameThatSomebodyElseGave(string name, string member) =>
        Assert.Equal(member, Read(name, "exited", [])!.MemberName);

    [Fact]
    public void TryRead_TakesAnUnknownStateForDead() =>
        Assert.Equal(ContainerStatus.Dead, Read("/demo-node-003", "levitating", [])!.Status);

    [Fact]
    public void TryRead_LeavesOutWhatIsNoMember()
    {
        Assert.Null(ContainerFacts.TryRead(new ContainerListResponse { ID = "id", Names = ["/other"] }));
        Assert.Null(Read("/demo-node-003", "running", new() { [ClusterLabels.Node] = "three" }));
    }

    private static ContainerFacts? Read(string name, string state, Dictionary<string, string> labels) =>
        ContainerFacts.TryRead(new ContainerListResponse
        {
            ID = "0123456789abcdef",
            Names = [name],
            State = state,
            Status = "Up 2 minutes",
            Labels = new Dictionary<string, string>
            {
                [ClusterLabels.Cluster] = "demo",
                [ClusterLabels.Run] = "1a2b3c4d",
                [ClusterLabels.Node] = "3",
            }.Concat(labels).GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.Last().Value),
            NetworkSettings = new()
            {
                Networks = new Dictionary<string, EndpointSettings>
                {
                    ["demo.scalesim.internal"] = new() { IPAddress = "198.18.0.4" },
                },
            },
        });
}
