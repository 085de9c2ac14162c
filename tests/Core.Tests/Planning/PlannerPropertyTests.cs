using System.Net;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Ports;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Tests.Planning;

/// <summary>What holds for every plan, tried on thousands of generated specs and machines.</summary>
public sealed class PlannerPropertyTests
{
    // A fixed replay, so that a build is red for its own changes only; an unlucky seed is found by changing it.
    private static readonly Config Thousands =
        Config.QuickThrowOnFailure.WithMaxTest(2000).WithReplay(20261121, 1);

    [Fact]
    public void Names_AreUnique() => ForPlans(plan =>
    {
        AssertUnique(plan.Workers.Select(worker => worker.Name));
        AssertUnique(plan.Workers.Select(worker => worker.FullName));
        AssertUnique(plan.Nodes.Select(node => node.Name));
        AssertUnique(plan.Nodes.SelectMany(node => node.Aliases));
        AssertUnique(plan.Workers.Select(worker => worker.ContainerName)
            .Concat(plan.Nodes.Where(node => !node.IsWorker).Select(node => node.ContainerName)));
    });

    [Fact]
    public void Names_FitDnsAndHostnames() => ForPlans(plan =>
    {
        Assert.InRange(plan.Nodes.Max(node => node.Name.Length), 1, 63);
        Assert.InRange(plan.Nodes.SelectMany(node => node.Aliases).Max(name => name.Length), 1, 253);
        Assert.InRange(plan.Network.Bridge.Length, 1, 15);
    });

    [Fact]
    public void Addresses_AreUniqueAndInTheSubnet() => ForPlans(plan =>
    {
        AssertUnique(plan.Nodes.Select(node => node.Address));
        IPAddress broadcast = plan.Network.Subnet.AddressAt(1023);
        Assert.All(plan.Nodes, node => Assert.True(
            plan.Network.Subnet.Contains(node.Address)
            && !node.Address.Equals(plan.Network.Gateway)
            && !node.Address.Equals(plan.Network.Subnet.Address)
            && !node.Address.Equals(broadcast)));
    });

    [Fact]
    public void Subnet_IsNobodyElses() => ForCases((spec, facts) =>
    {
        if (TryPlan(spec, facts) is { } plan)
        {
            Assert.DoesNotContain(facts.SubnetsInUse, plan.Network.Subnet.Overlaps);
        }
    });

    [Fact]
    public void Ports_AreInTheRangeAndUniqueWhereTheyMustBe() => ForCases((spec, facts) =>
    {
        if (TryPlan(spec, facts) is not { } plan)
        {
            return;
        }

        Assert.DoesNotContain(
            plan.Workers.SelectMany(worker => worker.Ports), port => !spec.Ports.Contains(port.Number));
        Assert.DoesNotContain(
            plan.Workers,
            worker => !worker.Ports.Select(port => port.Name)
                .SequenceEqual(worker.Group.Ports.Select(port => port.Name)));
        IEnumerable<(int Where, int Port)> ports = plan.Workers.SelectMany(
            worker => worker.Ports,
            (worker, port) => (plan.Expose == Exposure.Direct ? worker.Node : 0, port.Number));
        AssertUnique(ports);
        if (plan.Expose == Exposure.Published)
        {
            Assert.DoesNotContain(plan.Workers.SelectMany(worker => worker.Ports), port =>
                facts.PortsInUse.Contains(port.Number));
        }
    });

    [Fact]
    public void Nodes_HoldTheirWorkersAndNoOthers() => ForPlans(plan =>
    {
        Assert.Equal(plan.Spec.Workers, plan.Workers.Count);
        Assert.Equal(Enumerable.Range(1, plan.Workers.Count), plan.Workers.Select(worker => worker.Index));
        Assert.Equal(Enumerable.Range(1, plan.Nodes.Count), plan.Nodes.Select(node => node.Index));
        Assert.InRange(plan.Nodes.Count, 1, Planner.NodesPerBridgeMax);
        Assert.Equal(plan.Workers.Count, plan.Nodes.Sum(node => node.WorkerCount));
        foreach (NodePlan node in plan.Nodes)
        {
            WorkerPlan[] on = [.. plan.WorkersOn(node)];
            Assert.Equal(node.WorkerCount, on.Length);
            Assert.InRange(on.Length, 1, node.Slots);
            Assert.Single(on.Select(worker => worker.Group.Name).Distinct());
            Assert.DoesNotContain(on, worker => worker.Node != node.Index);
            Assert.Equal(2 * (node.Slots + 1), node.Aliases.Count);
            HashSet<string> aliases = [.. node.Aliases];
            Assert.DoesNotContain(on, worker => !aliases.Contains(worker.FullName) || !aliases.Contains(worker.Name));
            Assert.Equal(node.IsWorker, node.ContainerName == on[0].ContainerName);
        }
    });

    [Fact]
    public void Memory_IdleIsNotAboveFull_AndFits() => ForPlans(plan =>
    {
        Assert.InRange(plan.Memory.IdleBytes, 1, plan.Memory.FullBytes);
        Assert.True(plan.Memory.IdleBytes <= plan.Memory.AvailableBytes);
        Assert.True(!plan.Spec.StrictMemory || plan.Memory.FullBytes <= plan.Memory.AvailableBytes);
        Assert.DoesNotContain(plan.Workers, worker => worker.MemoryLimitBytes
            != worker.Group.MemoryBytes + worker.Group.Ramdisks.Sum(disk => disk.SizeBytes) + (8 << 20));
    });

    [Fact]
    public void Plan_IsTheSame_ForTheSameInput() => ForCases((spec, facts) =>
    {
        ClusterPlan? first = TryPlan(spec, facts);
        ClusterPlan? second = TryPlan(spec with { }, facts with { });

        Assert.Equal(first is null, second is null);
        if (first is not null)
        {
            Assert.Equal(Json(first), Json(second!));
        }
    });

    [Fact]
    public void Errors_HaveThreePartsEach() => ForCases((spec, facts) =>
    {
        try
        {
            Planner.Plan(spec, facts, Samples.Run);
        }
        catch (PlanException exception)
        {
            Assert.NotEmpty(exception.Errors);
            Assert.All(exception.Errors, ErrorShape.AssertThreeParts);
        }
    });

    [Fact]
    public void Index_KeepsItsNamePortsAndNode_WhenTheLastGroupGrows() => ForCases((spec, facts) =>
    {
        HostFacts ample = Samples.Facts;
        ClusterSpec small = spec with { Expose = Exposure.Direct, StrictMemory = false };
        ClusterSpec large = small with
        {
            Groups = [.. small.Groups.SkipLast(1), small.Groups[^1] with { Count = small.Groups[^1].Count + 77 }],
        };
        if (TryPlan(small, ample) is not { } before || TryPlan(large, ample) is not { } after)
        {
            return;
        }

        foreach ((WorkerPlan was, WorkerPlan now) in before.Workers.Zip(after.Workers))
        {
            Assert.Equal(was.Name, now.Name);
            Assert.Equal(was.Node, now.Node);
            Assert.Equal(was.Ports, now.Ports);
        }

        foreach ((NodePlan was, NodePlan now) in before.Nodes.Zip(after.Nodes))
        {
            Assert.Equal(was.Aliases, now.Aliases);
            Assert.Equal(was.Address, now.Address);
            Assert.True(now.WorkerCount >= was.WorkerCount && now.WorkerCount <= was.Slots);
        }
    });

    [Fact]
    public void Advice_OnPorts_IsGood() => ForCases((spec, facts) =>
    {
        ClusterSpec published = spec with { Expose = Exposure.Published };
        try
        {
            Planner.Plan(published, facts, Samples.Run);
        }
        catch (PlanException exception)
        {
            const string Widen = "Widen it with --ports ";
            string? advice = exception.Errors.Select(error => error.Message).FirstOrDefault(
                message => message.Contains(Widen, StringComparison.Ordinal));
            if (advice is null)
            {
                return;
            }

            string[] ends = advice.Split(Widen)[1].Split(' ')[0].Split('-');
            PortRange wider = new(int.Parse(ends[0]), int.Parse(ends[1]));
            AssertNoPortError(published with { Ports = wider }, facts);
        }
    });

    [Fact]
    public void Generator_MakesPlansAndErrors_InGoodNumber()
    {
        int plans = 0;
        int errors = 0;
        ForCases((spec, facts) => _ = TryPlan(spec, facts) is null ? errors++ : plans++);

        Assert.InRange(plans, 500, 1900);
        Assert.InRange(errors, 100, 1500);
    }

    private static void AssertNoPortError(ClusterSpec spec, HostFacts facts)
    {
        try
        {
            Planner.Plan(spec, facts, Samples.Run);
        }
        catch (PlanException exception)
        {
            Assert.DoesNotContain(
                exception.Errors, error => error.Message.StartsWith("Port range", StringComparison.Ordinal));
        }
    }

    private static void ForPlans(Action<ClusterPlan> assert) => ForCases((spec, facts) =>
    {
        if (TryPlan(spec, facts) is { } plan)
        {
            assert(plan);
        }
    });

    private static void ForCases(Action<ClusterSpec, HostFacts> assert) => Check.One(
        Thousands, Prop.ForAll(SpecGenerator.Cases, found => assert(found.Spec, found.Facts)));

    private static ClusterPlan? TryPlan(ClusterSpec spec, HostFacts facts)
    {
        try
        {
            return Planner.Plan(spec, facts, Samples.Run);
        }
        catch (PlanException)
        {
            return null;
        }
    }

    private static string Json(ClusterPlan plan) =>
        JsonSerializer.Serialize(PlanDocument.Of(plan), PlanJsonContext.Default.PlanDocument);

    private static void AssertUnique<T>(IEnumerable<T> items)
    {
        HashSet<T> seen = [];
        foreach (T item in items)
        {
            if (!seen.Add(item))
            {
                Assert.Fail($"{item} is there twice.");
            }
        }
    }
}
