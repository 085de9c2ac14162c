using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.EngineProxy;

namespace ScaleSim.Docker.Tests.Faults;

/// <summary>The stream of a real Engine's events, cut or silent on the way.</summary>
public sealed class FaultyStreamTests
{
    private const int Always = int.MaxValue;

    // An Engine remembers 256 events of all its containers, which other tests fill in less than the usual half minute.
    private static readonly TimeSpan ResyncInterval = TimeSpan.FromSeconds(1);

    [DockerTheory]
    [InlineData(EngineFault.CutStream)]
    [InlineData(EngineFault.StalledStream)]
    public async Task Follow_MissesNoDeath_WhenItsStreamBreaksOrIsSilent(EngineFault fault)
    {
        await using FaultyCluster cluster = await FaultyCluster.CreateAsync(
            new FaultPlan(1, new FaultRule(fault, 1) { Fits = call => call.IsEvents }) { InARowMax = Always },
            ResyncInterval);
        ClusterPlan plan = await cluster.PrepareAsync(workers: 4, perNode: 2);
        await cluster.StartAsync(plan);
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var kinds = new List<EngineEventKind>();
        await foreach (EngineEvent happened in cluster.Engine.FollowAsync(cluster.Name, deadline.Token))
        {
            if (kinds.Count == 0)
            {
                await DockerCli.RunAsync("kill", plan.Workers[2].ContainerName);
            }

            kinds.Add(happened.Kind);
            if (happened.Kind == EngineEventKind.WorkerDied)
            {
                Assert.Equal(3, happened.Index);
                break;
            }
        }

        Assert.Contains(EngineEventKind.WorkerDied, kinds);
        Assert.DoesNotContain(EngineEventKind.EngineLost, kinds);
        Assert.True(cluster.Proxy.CountOf(fault) > 0);
    }

    /// <remarks>A list shows a worker that runs, as before: what the Engine remembers shows both.</remarks>
    [DockerFact]
    public async Task Follow_MissesNoRestart_WhileItsStreamIsSilent()
    {
        await using FaultyCluster cluster = await FaultyCluster.CreateAsync(
            new FaultPlan(1, new FaultRule(EngineFault.StalledStream, 1)) { InARowMax = Always },
            ResyncInterval);
        ClusterPlan plan = await cluster.PrepareAsync(workers: 4, perNode: 2);
        await cluster.StartAsync(plan);
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var told = new List<(EngineEventKind Kind, int Worker)>();
        await foreach (EngineEvent happened in cluster.Engine.FollowAsync(cluster.Name, deadline.Token))
        {
            if (told.Count == 0)
            {
                await DockerCli.RunAsync("kill", plan.Workers[2].ContainerName);
                await DockerCli.RunAsync("start", plan.Workers[2].ContainerName);
            }

            told.Add((happened.Kind, happened.Index));
            if (happened.Kind == EngineEventKind.WorkerStarted)
            {
                break;
            }
        }

        Assert.Equal(
            [(EngineEventKind.WorkerDied, 3), (EngineEventKind.WorkerStarted, 3)],
            told.Where(each => each.Kind != EngineEventKind.Resynced));
        Assert.True(cluster.Proxy.CountOf(EngineFault.StalledStream) > 0);
    }
}
