using System.Net;
using ScaleSim.Core.Checks;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Probes;

namespace ScaleSim.Core.Tests.Checks;

public sealed class PortsFromHostCheckTests
{
    private static readonly IPAddress FirstNode = IPAddress.Parse("127.77.0.2");
    private static readonly IPAddress SecondNode = IPAddress.Parse("127.77.0.3");

    [Fact]
    public async Task PortsFromHost_Passes_WhenEveryPortAnswersAtItsNode()
    {
        await using var first = new LoopbackServer(address: FirstNode);
        await using var second = new LoopbackServer(address: SecondNode);
        ClusterPlan plan = CheckPlans.Create(2, perNode: 1, index => index == 0 ? first.Port : second.Port);

        CheckOutcome outcome = await new PortsFromHostCheck().RunAsync(plan, new StubEngine());

        Assert.Equal(CheckOutcome.Passed("all 2 ports of 2 workers answer, at the nodes' addresses"), outcome);
    }

    [Fact]
    public async Task PortsFromHost_NamesWorkerPortAndReason_WhenOneIsClosed()
    {
        await using var first = new LoopbackServer(address: FirstNode);
        int closed = LoopbackServer.ClosedPort(SecondNode);
        ClusterPlan plan = CheckPlans.Create(2, perNode: 1, index => index == 0 ? first.Port : closed);

        CheckOutcome outcome = await new PortsFromHostCheck().RunAsync(plan, new StubEngine());

        Assert.Equal(Verdict.Failed, outcome.Verdict);
        Assert.Contains("1 of 2 ports do not answer", outcome.Message, StringComparison.Ordinal);
        Assert.Contains(
            $"worker-0002 web at 127.77.0.3:{closed}: Connection refused", outcome.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("worker-0001", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PortsFromHost_Fails_WhenTheReadyPathAnswersWithAnError()
    {
        await using var server = new LoopbackServer(path => path == "/health" ? (503, "") : (200, ""), FirstNode);
        ClusterPlan plan = CheckPlans.Create(1, ports: _ => server.Port, ready: new HttpProbeSpec("web", "/health"));

        CheckOutcome outcome = await new PortsFromHostCheck().RunAsync(plan, new StubEngine());

        Assert.Equal(Verdict.Failed, outcome.Verdict);
        Assert.Contains("HTTP 503 at /health", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PortsFromHost_GetsTheReadyPath_WhenThereIsOne()
    {
        await using var server = new LoopbackServer(path => path == "/health" ? (200, "") : (404, ""), FirstNode);
        ClusterPlan plan = CheckPlans.Create(1, ports: _ => server.Port, ready: new HttpProbeSpec("web", "/health"));

        CheckOutcome outcome = await new PortsFromHostCheck().RunAsync(plan, new StubEngine());

        Assert.Equal(Verdict.Passed, outcome.Verdict);
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task PortsFromHost_AsksLoopback_WhenPortsArePublished()
    {
        await using var server = new LoopbackServer();
        ClusterPlan plan = CheckPlans.Create(1, ports: _ => server.Port, expose: Exposure.Published);

        CheckOutcome outcome = await new PortsFromHostCheck().RunAsync(plan, new StubEngine());

        Assert.Equal(CheckOutcome.Passed("all 1 port of 1 worker answer, published on 127.0.0.1"), outcome);
    }

    [Fact]
    public async Task PortsFromHost_IsNotApplicable_WhenTheEngineHasNoNetwork()
    {
        var engine = new StubEngine { Capabilities = new EngineCapabilities(false, false, false) };

        CheckOutcome outcome = await new PortsFromHostCheck().RunAsync(CheckPlans.Create(1), engine);

        Assert.Equal(CheckOutcome.NotApplicable("engine fake"), outcome);
    }
}
