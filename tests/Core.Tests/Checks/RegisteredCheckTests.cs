using System.Globalization;
using System.Text.Json;
using ScaleSim.Core.Checks;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Registrations;

namespace ScaleSim.Core.Tests.Checks;

public sealed class RegisteredCheckTests
{
    private static readonly RegistrationSpec Registration = new()
    {
        Query = new HttpQuerySpec("/api/v1/workers"),
        Select = new JsonSelectionSpec("$[?(@.state == 'live')].name"),
    };

    [Fact]
    public async Task Registered_Passes_WhenEachIsListedOnce() =>
        await AnswerGivesAsync(List("worker-0001", "worker-0002", "worker-0003"), Verdict.Passed, "all 3 workers");

    [Fact]
    public async Task Registered_NamesTheMissing_WhenOneIsNotListed() =>
        await AnswerGivesAsync(List("worker-0001", "worker-0003"), Verdict.Failed, "worker-0002 is missing");

    [Fact]
    public async Task Registered_Fails_WhenOneIsListedTwice() => await AnswerGivesAsync(
        List("worker-0001", "worker-0002", "worker-0002", "worker-0003"), Verdict.Failed,
        "worker-0002 is registered 2 times");

    [Fact]
    public async Task Registered_Fails_WhenAStrangerIsListed() => await AnswerGivesAsync(
        List("worker-0001", "worker-0002", "worker-0003", "worker-0004"), Verdict.Failed,
        "worker-0004 is a stranger");

    [Fact]
    public async Task Registered_DoesNotCount_WhoIsNotInTheWantedState() => await AnswerGivesAsync(
        """
        [{"name":"worker-0001","state":"live"},{"name":"worker-0002","state":"lost"},
         {"name":"worker-0003","state":"live"}]
        """,
        Verdict.Failed, "worker-0002 is missing");

    [Theory]
    [InlineData("{}", "a JSON Object where the spec promises an array")]
    [InlineData("[{\"id\":1,\"state\":\"live\"}]", "has no property 'name'")]
    [InlineData("[{\"name\":{\"host\":\"a\"},\"state\":\"live\"}]", "has a JSON Object at [0].name")]
    [InlineData("[{", "no JSON, which is '[{'")]
    [InlineData("<html>not found</html>", "no JSON, which is '<html>not found</html>'")]
    [InlineData("[]", "nothing was selected of the answer, which is '[]'")]
    public async Task Registered_SaysWhatIsWrong_WhenTheAnswerIsNotWhatTheSpecSays(string body, string part) =>
        await AnswerGivesAsync(body, Verdict.Failed, part);

    [Fact]
    public async Task Registered_Fails_WhenTheMasterDoesNotAnswer()
    {
        ClusterPlan plan = CheckPlans.Create(3, masterPort: LoopbackServer.ClosedPort(), registered: Registration);

        CheckOutcome outcome = await new RegisteredCheck().RunAsync(plan, new StubEngine());

        Assert.Equal(Verdict.Failed, outcome.Verdict);
        Assert.Contains($"http://127.0.0.1:{plan.Master.Port}/api/v1/workers", outcome.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Registered_IsNotApplicable_WhenTheSpecDoesNotSayHowToAsk()
    {
        CheckOutcome outcome = await new RegisteredCheck().RunAsync(CheckPlans.Create(3), new StubEngine());

        Assert.Equal(Verdict.NotApplicable, outcome.Verdict);
    }

    [Fact]
    public async Task Registered_IsNotApplicable_WhenTheEngineHasNoNetwork()
    {
        var engine = new StubEngine { Capabilities = new EngineCapabilities(false, false, false) };

        CheckOutcome outcome = await new RegisteredCheck()
            .RunAsync(CheckPlans.Create(3, registered: Registration), engine);

        Assert.Equal(CheckOutcome.NotApplicable("engine fake"), outcome);
    }

    [Fact]
    public async Task Registered_CountsWorkersOfANode_WhenTheMasterKnowsThemByAddressOnly()
    {
        await using var server = new LoopbackServer(
            _ => (200, """[{"ip":"127.77.0.2"},{"ip":"127.77.0.2"},{"ip":"127.77.0.3"}]"""));
        var byAddress = new RegistrationSpec
        {
            Query = new HttpQuerySpec("/"), Select = new JsonSelectionSpec("$[*].ip"), Match = "{node.ip}",
        };
        ClusterPlan exact = CheckPlans.Create(3, perNode: 2, masterPort: server.Port, registered: byAddress);
        ClusterPlan larger = CheckPlans.Create(4, perNode: 2, masterPort: server.Port, registered: byAddress);

        Assert.Equal(Verdict.Passed, (await new RegisteredCheck().RunAsync(exact, new StubEngine())).Verdict);
        CheckOutcome outcome = await new RegisteredCheck().RunAsync(larger, new StubEngine());
        Assert.Equal(Verdict.Failed, outcome.Verdict);
        Assert.Contains("127.77.0.3 (worker-0004) is missing", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Registered_RendersPorts_WhenTheMatchHasThem()
    {
        await using var server = new LoopbackServer(_ => (200, """[{"id":20001},{"id":20002}]"""));
        var byPort = new RegistrationSpec
        {
            Query = new HttpQuerySpec("/"), Select = new JsonSelectionSpec("$[*].id"), Match = "{ports.web}",
        };

        CheckOutcome outcome = await new RegisteredCheck()
            .RunAsync(CheckPlans.Create(2, masterPort: server.Port, registered: byPort), new StubEngine());

        Assert.Equal(Verdict.Passed, outcome.Verdict);
    }

    [Theory]
    [InlineData("3", Verdict.Passed, "count only")]
    [InlineData("2", Verdict.Failed, "counts 2 of 3 workers (count only)")]
    [InlineData("4", Verdict.Failed, "counts 4 of 3 workers")]
    public async Task Registered_SaysCountOnly_WhenTheMasterGivesANumber(string body, Verdict verdict, string part)
    {
        await using var server = new LoopbackServer(_ => (200, $"workers_live {body}\n"));
        var count = new RegistrationSpec
        {
            Query = new HttpQuerySpec("/metrics"),
            Select = new MetricSelectionSpec("workers_live", null, new Dictionary<string, string>()),
            CountOnly = true,
        };

        CheckOutcome outcome = await new RegisteredCheck()
            .RunAsync(CheckPlans.Create(3, masterPort: server.Port, registered: count), new StubEngine());

        Assert.Equal(verdict, outcome.Verdict);
        Assert.Contains(part, outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Registered_ShowsTheLastLines_OfTheMissing()
    {
        await using var server = new LoopbackServer(_ => (200, List("worker-0001", "worker-0003")));
        ClusterPlan plan = CheckPlans.Create(3, masterPort: server.Port, registered: Registration);
        var engine = new StubEngine { Log = worker => $"starting\nworker {worker}: connection refused\n" };

        CheckOutcome outcome = await new RegisteredCheck().RunAsync(plan, engine);

        Assert.Contains(
            "worker-0002 is missing, its last lines: starting | worker 2: connection refused", outcome.Message,
            StringComparison.Ordinal);
    }

    private static string List(params string[] names) => JsonSerializer.Serialize(
        names.Select(name => new { name, state = "live", data = 1.ToString(CultureInfo.InvariantCulture) }));

    private static async Task AnswerGivesAsync(string body, Verdict verdict, string part)
    {
        await using var server = new LoopbackServer(path => path == "/api/v1/workers" ? (200, body) : (404, ""));
        ClusterPlan plan = CheckPlans.Create(3, masterPort: server.Port, registered: Registration);

        CheckOutcome outcome = await new RegisteredCheck().RunAsync(plan, new StubEngine());

        Assert.Equal(verdict, outcome.Verdict);
        Assert.Contains(part, outcome.Message, StringComparison.Ordinal);
    }
}
