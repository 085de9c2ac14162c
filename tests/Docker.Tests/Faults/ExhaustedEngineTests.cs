using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Images;
using ScaleSim.EngineProxy;

namespace ScaleSim.Docker.Tests.Faults;

/// <summary>An Engine whose machine runs out of something, or loses its image, between plan and start.</summary>
public sealed class ExhaustedEngineTests
{
    [DockerTheory]
    [InlineData("/containers/create", "mkdir /var/lib/docker/overlay2/0f-init: no space left on device", "disk space")]
    [InlineData(
        "/start",
        "failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: "
            + "fork/exec /proc/self/exe: cannot allocate memory: unknown",
        "memory")]
    [InlineData(
        "/start",
        "failed to start shim: fork/exec /usr/bin/containerd-shim-runc-v2: resource temporarily unavailable: unknown",
        "processes or threads")]
    public async Task Start_SaysWhatTheMachineLacks_WhereverItIsNoticed(string path, string words, string what)
    {
        // The first node is made and started; what comes after it meets the end of the machine.
        int calls = 0;
        var rule = new FaultRule(EngineFault.Refusal, 1)
        {
            Message = words,
            Fits = call => call.Method == "POST" && call.Path.EndsWith(path, StringComparison.Ordinal)
                && Interlocked.Increment(ref calls) > 4,
        };
        await using FaultyCluster cluster = await FaultyCluster.CreateAsync(
            new FaultPlan(1, rule) { InARowMax = int.MaxValue });
        ClusterPlan plan = await cluster.PrepareAsync(workers: 8, perNode: 4);

        ResourceExhaustedException exhausted = await Assert.ThrowsAsync<ResourceExhaustedException>(
            () => cluster.StartAsync(plan));

        Assert.StartsWith($"The engine's machine has no {what} left", exhausted.Message, StringComparison.Ordinal);
        Assert.Contains(words, exhausted.Message, StringComparison.Ordinal);
        await cluster.RemoveAsync();
        Assert.Empty(await cluster.RemainsAsync());
    }

    [DockerFact]
    public async Task Prepare_SaysWhatTheMachineLacks_AndLeavesNothing()
    {
        await using FaultyCluster cluster = await FaultyCluster.CreateAsync(new FaultPlan(
            1,
            new FaultRule(EngineFault.Refusal, 1)
            {
                Fits = call => call.IsContainerCreate, Message = "write /x: no space left on device",
            })
        {
            InARowMax = int.MaxValue,
        });

        await Assert.ThrowsAsync<ResourceExhaustedException>(() => cluster.PrepareAsync(workers: 2, perNode: 2));

        Assert.Empty(await cluster.RemainsAsync());
    }

    [DockerFact]
    public async Task Start_SaysThatTheImageIsGone_WhenItWasRemovedUnderIt()
    {
        string repository = $"prx-image-{Guid.NewGuid():N}"[..20];
        using DockerClient client =
            await DockerClient.ConnectAsync(DockerFactAttribute.Endpoint(), CancellationToken.None);
        string id = await ImageLoader.EnsureAsync(
            client, await TestImage.CreateAsync(repository), CancellationToken.None);
        string name = await DockerCli.RunAsync("inspect", "--format", "{{index .RepoTags 0}}", id);
        try
        {
            await using FaultyCluster cluster = await FaultyCluster.CreateAsync(FaultPlan.None);
            ClusterPlan plan = await cluster.PrepareAsync(workers: 4, perNode: 2, name);
            await DockerCli.RunAsync("rmi", "--force", name);

            ImageMissingException gone = await Assert.ThrowsAsync<ImageMissingException>(
                () => cluster.StartAsync(plan));

            Assert.Contains("was there when the cluster was prepared", gone.Message, StringComparison.Ordinal);
            Assert.Contains("run", gone.Message, StringComparison.OrdinalIgnoreCase);
            await cluster.RemoveAsync();
            Assert.Empty(await cluster.RemainsAsync());
        }
        finally
        {
            await DockerCli.TryRunAsync("rmi", "--force", name);
        }
    }
}
