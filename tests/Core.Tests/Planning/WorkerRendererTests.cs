using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Registrations;

namespace ScaleSim.Core.Tests.Planning;

public sealed class WorkerRendererTests
{
    [Theory]
    [InlineData("{worker.index}", "3")]
    [InlineData("{worker.name}", "worker-0003")]
    [InlineData("{worker.host}", "worker-0003.demo.scalesim.internal")]
    [InlineData("{worker.memory}", "33554432")]
    [InlineData("{node.index}", "2")]
    [InlineData("{node.name}", "node-002")]
    [InlineData("{node.ip}", "NODE2")]
    [InlineData("{ports.data}", "20000")]
    [InlineData("{ports.web}", "20001")]
    [InlineData("{ramdisk.path}", "/mnt/ramdisk")]
    [InlineData("{ramdisk.size}", "16777216")]
    [InlineData("{master.host}", "GATEWAY")]
    [InlineData("{master.port}", "19998")]
    [InlineData("{network.gateway}", "GATEWAY")]
    [InlineData("{network.subnet}", "SUBNET")]
    [InlineData("{cluster.name}", "demo")]
    [InlineData("{cluster.workers}", "3")]
    [InlineData("{run.id}", "0a1b2c3d")]
    [InlineData("{seed}", "77")]
    public void Render_FillsEveryPlaceholderIn(string template, string expected)
    {
        ClusterPlan plan = Plan(Samples.Group(3) with
        {
            PerNode = 2,
            Command = ["/worker", $"x{template}"],
            Environment = new Dictionary<string, string> { ["A"] = template },
        });
        expected = expected
            .Replace("NODE2", plan.Nodes[1].Address.ToString(), StringComparison.Ordinal)
            .Replace("GATEWAY", plan.Network.Gateway.ToString(), StringComparison.Ordinal)
            .Replace("SUBNET", plan.Network.Subnet.ToString(), StringComparison.Ordinal);

        RenderedWorker rendered = new WorkerRenderer(plan).Render(plan.Workers[2]);

        Assert.Equal(["/worker", $"x{expected}"], rendered.Command);
        Assert.Equal(expected, rendered.Environment["A"]);
    }

    [Fact]
    public void Render_KnowsEveryPlaceholder_ThatTheValidatorLetsPass()
    {
        WorkerGroupSpec group = Samples.Group(1);
        string[] command = [.. Placeholders.ForWorker(group).Select(name => $"{{{name}}}")];
        ClusterPlan plan = Plan(group with { Command = command });

        RenderedWorker rendered = new WorkerRenderer(plan).Render(plan.Workers[0]);

        Assert.Equal(Placeholders.ForWorker(group).Count, rendered.Command.Count);
        Assert.All(rendered.Command, word => Assert.DoesNotContain('{', word));
    }

    [Fact]
    public void Render_KnowsEveryPlaceholder_OfAMaster()
    {
        ClusterSpec spec = Samples.Spec() with
        {
            Master = new ProcessMasterSpec
            {
                Command = ["/opt/master", .. Placeholders.ForMaster().Select(name => $"{{{name}}}")],
                Environment = new Dictionary<string, string> { ["RUN"] = "{run.id}" },
                Port = 19998,
            },
        };

        MasterPlan master = Samples.Plan(spec).Master;

        Assert.All(master.Command, word => Assert.DoesNotContain('{', word));
        Assert.Equal("0a1b2c3d", master.Environment["RUN"]);
    }

    [Fact]
    public void Render_UsesEachGroupsOwnTemplates()
    {
        ClusterPlan plan = Samples.Plan(Samples.Spec(
            Samples.Group(1, "a") with { Command = ["a", "{worker.name}"] },
            Samples.Group(1, "b") with { Command = ["b", "{worker.name}"] }));
        WorkerRenderer renderer = new(plan);

        Assert.Equal(["a", "a-0001"], renderer.Render(plan.Workers[0]).Command);
        Assert.Equal(["b", "b-0001"], renderer.Render(plan.Workers[1]).Command);
    }

    [Fact]
    public void RenderMatch_IsNull_WhenTheMasterCannotBeAsked()
    {
        ClusterSpec spec = Samples.Spec(1);
        ClusterSpec asking = spec with
        {
            Registered = new RegistrationSpec
            {
                Query = new HttpQuerySpec("/w"),
                Select = new JsonSelectionSpec("$[*].at"),
                Match = "{node.ip}:{ports.data}",
            },
        };
        ClusterPlan plan = Samples.Plan(asking);

        Assert.Null(new WorkerRenderer(Samples.Plan(spec)).RenderMatch(plan.Workers[0]));
        Assert.Equal(
            $"{plan.Nodes[0].Address}:20000", new WorkerRenderer(plan).RenderMatch(plan.Workers[0]));
    }

    private static ClusterPlan Plan(WorkerGroupSpec group) => Samples.Plan(Samples.Spec(group) with { Seed = 77 });
}
