using FsCheck;
using FsCheck.Fluent;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Workers;

namespace ScaleSim.Core.Tests.Planning;

/// <summary>What holds for every life of a cluster: any groups, any changes of size, in any order.</summary>
public sealed class ScalePlannerPropertyTests
{
    private static readonly Config Hundreds =
        Config.QuickThrowOnFailure.WithMaxTest(400).WithReplay(20261121, 1);

    private static readonly string[] Groups = ["worker", "pi4", "jetson"];

    private static Gen<WorkerGroupSpec> Group(string name) =>
        from count in Gen.Choose(1, 12)
        from perNode in Gen.Choose(1, 5)
        from ports in Gen.Choose(0, 2)
        select Samples.Group(count, name) with { PerNode = perNode, Ports = ((PortSpec[])["data", "web"])[..ports] };

    private static Arbitrary<(ClusterSpec Spec, (int Group, int Count)[] Changes)> Lives =>
        (from groups in Gen.Choose(1, 3)
         from first in Group(Groups[0])
         from second in Group(Groups[1])
         from third in Group(Groups[2])
         from published in Gen.Elements(false, true)
         from length in Gen.Choose(1, 6)
         from changes in (from index in Gen.Choose(0, groups - 1)
                          from count in Gen.Choose(1, 20)
                          select (index, count)).ArrayOf(length)
         select (
            Samples.Spec(new[] { first, second, third }[..groups]) with
            {
                Expose = published ? Exposure.Published : Exposure.Direct,
            },
            changes)).ToArbitrary();

    [Fact]
    public void Sizes_AreWhatWasAskedFor() => ForChanges((live, scale, group, count) =>
    {
        Assert.Equal(count, scale.Target.Workers.Count(worker => worker.Group.Name == Groups[group]));
        Assert.Equal(
            live.Workers.Count(worker => worker.Group != Groups[group]),
            scale.Target.Workers.Count(worker => worker.Group.Name != Groups[group]));
        Assert.Equal(
            scale.Target.Workers.Count,
            live.Workers.Count + scale.Added.Workers.Count - scale.RemovedWorkers.Count);
    });

    [Fact]
    public void WhatExists_StaysAsItIs() => ForChanges((live, scale, _, _) =>
    {
        Dictionary<string, WorkerPlan> planned = scale.Target.Workers.ToDictionary(worker => worker.Name);
        foreach (WorkerState worker in live.Workers.Except(scale.RemovedWorkers))
        {
            WorkerPlan kept = planned[worker.Name];
            Assert.Equal((worker.Index, worker.Node), (kept.Index, kept.Node));
            Assert.Equal(worker.Ports, kept.Ports);
        }
    });

    [Fact]
    public void NamesIndexesAndAddresses_AreUnique() => ForChanges((_, scale, _, _) =>
    {
        Assert.Distinct(scale.Target.Workers.Select(worker => worker.Name));
        Assert.Distinct(scale.Target.Workers.Select(worker => worker.Index));
        Assert.Distinct(scale.Target.Nodes.Select(node => node.Index));
        Assert.Distinct(scale.Target.Nodes.Select(node => node.Address));
        Assert.Distinct(scale.Target.Nodes.SelectMany(node => node.Aliases));
    });

    [Fact]
    public void Ports_AreUniqueWhereTheyMustBe() => ForChanges((_, scale, _, _) =>
    {
        IEnumerable<(int, int)> ports = scale.Target.Workers.SelectMany(worker => worker.Ports.Select(port =>
            (scale.Target.Expose == Exposure.Published ? 0 : worker.Node, port.Number)));
        Assert.Distinct(ports);
    });

    [Fact]
    public void Nodes_HoldWorkersOfOneGroup_AndNoMoreThanTheirSlots() => ForChanges((_, scale, _, _) =>
    {
        foreach (NodePlan node in scale.Target.Nodes)
        {
            WorkerPlan[] workers = [.. scale.Target.WorkersOn(node)];
            Assert.Single(workers.Select(worker => worker.Group.Name).Distinct());
            Assert.InRange(workers.Length, 1, node.Slots);
            Assert.All(workers, worker => Assert.Contains(worker.FullName, node.Aliases));
            Assert.Equal(workers.Length, node.WorkerCount);
        }
    });

    [Fact]
    public void AnIndex_KeepsItsNameForEver()
    {
        Prop.ForAll(Lives, life =>
        {
            Dictionary<int, string> names = [];
            Follow(life.Spec, life.Changes, (_, scale, _, _) =>
            {
                foreach (WorkerPlan worker in scale.Target.Workers)
                {
                    Assert.Equal(names.GetValueOrDefault(worker.Index, worker.Name), worker.Name);
                    names[worker.Index] = worker.Name;
                }
            });
        }).Check(Hundreds);
    }

    [Fact]
    public void AnIndex_KeepsItsNodeAndPortsForEver_WhereNothingIsPublished()
    {
        Prop.ForAll(Lives, life =>
        {
            Dictionary<int, string> places = [];
            Follow(life.Spec with { Expose = Exposure.Direct }, life.Changes, (_, scale, _, _) =>
            {
                foreach (WorkerPlan worker in scale.Target.Workers)
                {
                    string place = $"{worker.Node} {string.Join(' ', worker.Ports)}";
                    Assert.Equal(places.GetValueOrDefault(worker.Index, place), place);
                    places[worker.Index] = place;
                }
            });
        }).Check(Hundreds);
    }

    private static void ForChanges(Action<ClusterState, ScalePlan, int, int> check) =>
        Prop.ForAll(Lives, life => Follow(life.Spec, life.Changes, check)).Check(Hundreds);

    private static void Follow(
        ClusterSpec spec, (int Group, int Count)[] changes, Action<ClusterState, ScalePlan, int, int> check)
    {
        ClusterState live = LiveStates.Of(Samples.Plan(spec));
        foreach ((int group, int count) in changes)
        {
            Dictionary<string, int> counts = new() { [Groups[group]] = count };
            ScalePlan scale = ScalePlanner.Plan(live, live.Spec!, counts, Samples.Facts, "0.1.0");
            check(live, scale, group, count);
            live = LiveStates.Of(scale.Target, live.Spec, scale.Change);
        }
    }
}
