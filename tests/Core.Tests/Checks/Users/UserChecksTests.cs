using System.Net;
using ScaleSim.Core.Checks;
using ScaleSim.Core.Checks.Users;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.UserChecks;

namespace ScaleSim.Core.Tests.Checks.Users;

public sealed class UserChecksTests
{
    private static readonly IPAddress Node = IPAddress.Parse("127.77.0.2");

    [Theory]
    [InlineData("echo 100", "== {cluster.workers}", Verdict.Failed, "it is 100, which is not == 3")]
    [InlineData("echo 3", "== {cluster.workers}", Verdict.Passed, "as expected")]
    [InlineData("echo three", ">= 3", Verdict.Failed, "its output is no number; the last line is 'three'")]
    [InlineData("echo no >&2; exit 4", null, Verdict.Failed, "exit code 4, not 0; the last line is 'no'")]
    [InlineData("sleep 600", null, Verdict.Failed, "had not ended after 1 s")]
    [InlineData("test $SCALESIM_CLUSTER = demo", null, Verdict.Passed, "as expected")]
    public async Task Host_HoldsTheOutput_AgainstTheExpectation(
        string command, string? number, Verdict verdict, string part) => await GivesAsync(
            new HostCheckSpec
            {
                Name = "own",
                Command = ["sh", "-c", command],
                Timeout = TimeSpan.FromSeconds(number is null && command.StartsWith("sleep", StringComparison.Ordinal)
                    ? 1 : 60),
                Expect = new ExpectationSpec { Number = number },
            },
            verdict,
            part);

    [Fact]
    public async Task Host_TriesAgain_UntilItHolds()
    {
        string file = Path.Combine(Path.GetTempPath(), $"scalesim-probe-{Guid.NewGuid():N}");
        try
        {
            await GivesAsync(
                new HostCheckSpec
                {
                    Name = "own",
                    Command = ["sh", "-c", $"echo x >> {file}; test $(wc -l < {file}) -ge 3"],
                    Retry = TimeSpan.FromSeconds(60),
                },
                Verdict.Passed,
                "at try 3");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("all", 3)]
    [InlineData("50%", 1)]
    [InlineData("2 random", 2)]
    [InlineData("10 random", 3)]
    [InlineData("1,3", 2)]
    [InlineData("worker-000?", 3)]
    [InlineData("group:worker", 3)]
    public async Task Workers_RunTheCommandInside_TheChosen(string workers, int count)
    {
        var engine = new StubEngine { Exec = (target, _) => new ExecResult(0, $"{target.Index}\n", "") };
        CheckOutcome outcome = await Check(new WorkerCheckSpec
        {
            Name = "own",
            Command = ["id", "{worker.index}"],
            Workers = workers,
            Expect = new ExpectationSpec { Number = "== {worker.index}", Matches = "^[0-9]+$" },
        }).RunAsync(CheckPlans.Create(3), engine);

        Assert.Equal(Verdict.Passed, outcome.Verdict);
        Assert.Contains($"in {count} of 3 workers", outcome.Message, StringComparison.Ordinal);
        Assert.Equal(count, engine.Execs.Count);
        Assert.All(engine.Execs, exec => Assert.Equal($"{exec.Target.Index}", exec.Command[1]));
    }

    [Fact]
    public async Task Workers_AreNamed_WhenTheyAnswerOtherwise()
    {
        var engine = new StubEngine
        {
            Exec = (target, _) => new ExecResult(target.Index == 2 ? 1 : 0, "", "broken\n"),
        };

        CheckOutcome outcome = await Check(
            new WorkerCheckSpec { Name = "own", Command = ["ok"], Workers = "all" })
            .RunAsync(CheckPlans.Create(3), engine);

        Assert.Equal(Verdict.Failed, outcome.Verdict);
        Assert.Contains(
            "1 of 3 chosen workers: worker-0002: exit code 1, not 0; the last line is 'broken'", outcome.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Workers_ThatPassed_AreNotAskedAgain()
    {
        var engine = new StubEngine();
        engine.Exec = (target, _) => new ExecResult(
            target.Index == 2 && engine.Execs.Count < 5 ? 1 : 0, "", "");

        CheckOutcome outcome = await Check(new WorkerCheckSpec
        {
            Name = "own", Command = ["ok"], Workers = "all", Retry = TimeSpan.FromSeconds(60),
        }).RunAsync(CheckPlans.Create(3), engine);

        Assert.Equal(Verdict.Passed, outcome.Verdict);
        Assert.Equal(5, engine.Execs.Count);
    }

    [Theory]
    [InlineData("nobody", "'nobody' is no selector")]
    [InlineData("0%", "'0%' is no share")]
    [InlineData("1.5 random", "'1.5 random' says not how many")]
    [InlineData("group:gpu", "the cluster's groups are worker. Name one of them. Correct it")]
    [InlineData("2-9", "There is no worker for indexes 2-9")]
    public async Task Workers_CantBeMade_WhenNobodyIsChosen(string workers, string part) => await GivesAsync(
        new WorkerCheckSpec { Name = "own", Command = ["ok"], Workers = workers }, Verdict.Failed, part);

    [Theory]
    [InlineData("/status/{worker.index}", 200, "up", Verdict.Passed, "in 1 of 1 worker")]
    [InlineData("/status/{worker.index}", 201, "up", Verdict.Failed, "HTTP status 200, not 201")]
    [InlineData("/status/{worker.index}", 200, "down", Verdict.Failed, "no 'down' in its output")]
    [InlineData("/other", 200, "up", Verdict.Failed, "HTTP status 404, not 200")]
    public async Task Http_HoldsTheAnswer_AgainstTheExpectation(
        string path, int status, string contains, Verdict verdict, string part)
    {
        await using var server = new LoopbackServer(
            asked => asked == "/status/1" ? (200, "up since today") : (404, ""), Node);
        var spec = new HttpCheckSpec
        {
            Name = "own", Port = "web", Path = path,
            Expect = new ExpectationSpec { Code = status, Contains = contains },
        };

        CheckOutcome outcome = await Check(spec)
            .RunAsync(CheckPlans.Create(1, ports: _ => server.Port), new StubEngine());

        Assert.Equal(verdict, outcome.Verdict);
        Assert.Contains(part, outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tcp_Fails_WhereNobodyListens()
    {
        await using var server = new LoopbackServer(address: Node);
        int closed = LoopbackServer.ClosedPort(Node);
        ClusterPlan plan = CheckPlans.Create(2, ports: place => place == 0 ? server.Port : closed);

        CheckOutcome outcome = await Check(new TcpCheckSpec { Name = "own", Port = "web" })
            .RunAsync(plan, new StubEngine());

        Assert.Equal(Verdict.Failed, outcome.Verdict);
        Assert.Contains("worker-0002: Connection refused", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UserChecks_AreNotApplicable_WhenTheEngineHasNoNetwork()
    {
        var engine = new StubEngine { Capabilities = new EngineCapabilities(false, false, false) };

        CheckOutcome outcome = await Check(new HostCheckSpec { Name = "own", Command = ["true"] })
            .RunAsync(CheckPlans.Create(1), engine);

        Assert.Equal(CheckOutcome.NotApplicable("engine fake"), outcome);
    }

    /// <remarks>Of an output's last line 120 characters are shown.</remarks>
    [Theory]
    [InlineData(100)]
    [InlineData(115)]
    [InlineData(120)]
    public void Expectation_ShowsNoSecret_WhereverALineIsCut(int before)
    {
        var expectation = new Expectation(
            new ExpectationSpec(), 0, "exit code", SecretText.None.With(["hunter22-of-workers"]));

        string why = expectation.Explain(3, $"{new string('x', before)}hunter22-of-workers", "", text => text)!;

        Assert.Matches("^exit code 3, not 0; the last line (is|begins with) 'x+[*]*'$", why);
    }

    [Theory]
    [InlineData(">= 3", 3, true)]
    [InlineData(">3", 3, false)]
    [InlineData("< 3", 2.5, true)]
    [InlineData("!= 0", 0, false)]
    [InlineData("7", 7, true)]
    [InlineData("= 7", 7, true)]
    public void Comparison_IsReadFromText(string text, double value, bool holds)
    {
        Assert.True(NumberComparison.TryParse(text, out NumberComparison comparison));
        Assert.Equal(holds, comparison.Holds(value));
    }

    [Theory]
    [InlineData("")]
    [InlineData(">=")]
    [InlineData("about 3")]
    public void Comparison_IsRefused_WithoutANumber(string text) =>
        Assert.False(NumberComparison.TryParse(text, out _));

    private static ICheck Check(CheckSpec spec) => Assert.Single(
        UserChecks.Of(CheckPlans.Create(1).Spec with { Checks = [spec] }));

    private static async Task GivesAsync(CheckSpec spec, Verdict verdict, string part)
    {
        CheckContext context = CheckContexts.Create(CheckPlans.Create(3), new StubEngine()) with
        {
            Environment = new Dictionary<string, string> { ["SCALESIM_CLUSTER"] = "demo" },
        };

        CheckOutcome outcome = await Check(spec).RunAsync(context, CancellationToken.None);

        Assert.Equal(verdict, outcome.Verdict);
        Assert.Contains(part, outcome.Message, StringComparison.Ordinal);
    }
}
