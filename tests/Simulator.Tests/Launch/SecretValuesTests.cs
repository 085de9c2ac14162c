using ScaleSim.Core.Engines;
using ScaleSim.Core.Specs;
using ScaleSim.Simulator.Launch;
using ScaleSim.Simulator.Tests.Workers;

namespace ScaleSim.Simulator.Tests.Launch;

public sealed class SecretValuesTests
{
    private static readonly HashSet<string> Growing = ["worker"];

    [Fact]
    public async Task Restore_FindsSecretsInTheWorkersThatHaveThem()
    {
        await using FakeCluster cluster = await FakeCluster.UpAsync(
            2, new() { ["API_TOKEN"] = "hunter{{2}}", ["LEVEL"] = "debug {worker.index}" });
        ClusterState state = await cluster.StateAsync();
        Assert.Equal("***", state.Spec!.Groups[0].Environment["API_TOKEN"]);

        ClusterSpec spec = await SecretValues.RestoreAsync(cluster.Engine, state, Growing, CancellationToken.None);

        Assert.Equal("hunter{{2}}", spec.Groups[0].Environment["API_TOKEN"]);
        Assert.Equal("debug {worker.index}", spec.Groups[0].Environment["LEVEL"]);
    }

    [Fact]
    public async Task Restore_LeavesGroupsAlone_ThatDoNotGrow()
    {
        await using FakeCluster cluster = await FakeCluster.UpAsync(2, new() { ["API_TOKEN"] = "hunter2" });

        ClusterSpec spec = await SecretValues.RestoreAsync(
            cluster.Engine, await cluster.StateAsync(), new HashSet<string>(), CancellationToken.None);

        Assert.Equal("***", spec.Groups[0].Environment["API_TOKEN"]);
    }

    [Fact]
    public async Task Restore_Refuses_ASecretThatDiffersFromWorkerToWorker()
    {
        await using FakeCluster cluster = await FakeCluster.UpAsync(2, new() { ["API_TOKEN"] = "of-{worker.name}" });
        ClusterState state = await cluster.StateAsync();

        CommandException refusal = await Assert.ThrowsAsync<CommandException>(
            () => SecretValues.RestoreAsync(cluster.Engine, state, Growing, CancellationToken.None));

        Assert.Equal(ExitCode.Usage, refusal.ExitCode);
        Assert.Contains("API_TOKEN is a secret", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("of-worker", refusal.Message, StringComparison.Ordinal);
    }
}
