using System.Text;
using ScaleSim.Core.Checks;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Tests.Checks;

public sealed class NamesCheckTests : IAsyncDisposable
{
    private readonly ClusterPlan _plan = CheckPlans.Create(6, perNode: 3);
    private readonly StubEngine _engine = new();
    private readonly Dictionary<string, string> _names = [];

    public NamesCheckTests()
    {
        _names[_plan.Master.Name] = "127.0.0.1";
        foreach (NodePlan node in _plan.Nodes)
        {
            _names[node.Name] = _names[node.FullName] = node.Address.ToString();
        }

        foreach (WorkerPlan worker in _plan.Workers)
        {
            _names[worker.Name] = _names[worker.FullName] = _plan.NodeOf(worker).Address.ToString();
        }

        _engine.Exec = (_, command) => Resolve(command);
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task Names_AsksForEveryKindOfName_WhenAllAreAsPlanned()
    {
        CheckOutcome outcome = await new NamesCheck().RunAsync(_plan, _engine);

        Assert.Equal(
            CheckOutcome.Passed("all 18 sampled names have their planned addresses, asked in 2 of 2 nodes"), outcome);
        Assert.Equal(
            _names.Keys.Order(),
            _engine.Execs.SelectMany(exec => exec.Command.Skip(3)).Distinct().Order());
    }

    [Theory]
    [InlineData("worker-0005.demo.scalesim.internal")]
    [InlineData("worker-0005")]
    [InlineData("node-002")]
    [InlineData("master.demo.scalesim.internal")]
    public async Task Names_Fails_WhenANameHasAnotherAddress(string name)
    {
        _names[name] = "127.77.0.99";

        CheckOutcome outcome = await new NamesCheck().RunAsync(_plan, _engine);

        Assert.Equal(Verdict.Failed, outcome.Verdict);
        Assert.Contains($"{name} has 127.77.0.99 in node-00", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_Fails_WhenANameDoesNotResolve()
    {
        _names.Remove("worker-0001");

        CheckOutcome outcome = await new NamesCheck().RunAsync(_plan, _engine);

        Assert.Equal(Verdict.Failed, outcome.Verdict);
        Assert.Contains("worker-0001 has no address", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_Fails_WhenANameHasTwoAddresses()
    {
        _engine.Exec = (_, command) =>
        {
            ExecResult result = Resolve(command);
            return result with { Output = result.Output + "worker-0003 127.77.0.98\n" };
        };

        CheckOutcome outcome = await new NamesCheck().RunAsync(_plan, _engine);

        Assert.Equal(Verdict.Failed, outcome.Verdict);
        Assert.Contains("127.77.0.2 and 127.77.0.98", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_IsNotApplicable_WhenTheEngineHasNoNetwork()
    {
        _engine.Capabilities = new EngineCapabilities(false, false, false);

        Assert.Equal(CheckOutcome.NotApplicable("engine fake"), await new NamesCheck().RunAsync(_plan, _engine));
    }

    [Fact]
    public async Task Names_ChoosesTheSameNames_WhenTheSeedIsTheSame()
    {
        ClusterPlan plan = CheckPlans.Create(1000, perNode: 10);

        await new NamesCheck().RunAsync(plan, _engine);
        var first = _engine.Execs.SelectMany(exec => exec.Command).ToList();
        _engine.Execs.Clear();
        await new NamesCheck().RunAsync(plan, _engine);

        Assert.Equal(first, _engine.Execs.SelectMany(exec => exec.Command));
    }

    // As the sandbox does: what resolves on standard output, what does not on standard error.
    private ExecResult Resolve(IReadOnlyList<string> command)
    {
        Assert.Equal(["/scalesim-worker", "pause", "resolve"], command.Take(3));
        var output = new StringBuilder();
        var error = new StringBuilder();
        foreach (string name in command.Skip(3))
        {
            _ = _names.TryGetValue(name, out string? address)
                ? output.Append(name).Append(' ').Append(address).Append('\n')
                : error.Append(name).Append(": Name or service not known\n");
        }

        return new ExecResult(error.Length == 0 ? 0 : 1, output.ToString(), error.ToString());
    }
}
