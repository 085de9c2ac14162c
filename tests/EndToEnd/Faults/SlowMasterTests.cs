using System.Runtime.InteropServices;
using ScaleSim.EndToEnd.Witness;

namespace ScaleSim.EndToEnd.Faults;

/// <summary>A command that ends while a user's master takes half an hour to serve: nobody waits for that.</summary>
public sealed class SlowMasterTests
{
    [DockerTheory]
    [InlineData(PosixSignal.SIGINT)]
    [InlineData(null)]
    public async Task Cluster_IsRemoved_WhenItsCommandIsInterruptedOrKilled_WhileTheMasterStarts(PosixSignal? signal)
    {
        using var scalesim = new Scalesim();
        await using var cluster = new TestCluster(scalesim, "slow");
        string nap = $"{300_000 + Environment.ProcessId}.{(signal is null ? 5 : 6)}";
        string file = Path.Combine(scalesim.WorkingDirectory, "cluster.yaml");
        await File.WriteAllTextAsync(file, $$"""
            name: slow
            master:
              process:
                command: [/bin/sleep, '{{nap}}']
                port: 9
                ready: {log: never, deadline: 30m}
            workers:
              count: 2
              fromHost: [/bin/sleep]
              command: [/bin/sleep, '1000']
            """);
        IReadOnlyList<HostProcess> Masters() => HostProcess.All(
            process => process.Arguments is [_, { } time] && time == nap);
        await using RunningCommand up = scalesim.Start("up", file, "--name", cluster.Name, "--start-timeout", "1h");
        await Poll.UntilAsync(() => Task.FromResult(Masters().Count == 1), "the master runs");
        await cluster.RememberAsync();

        if (signal is { } sent)
        {
            up.SignalGroup(sent);
            (await up.WaitAsync()).AssertExitCode(130);
            Assert.Empty(await cluster.RemainsAsync());
        }
        else
        {
            RunningCommand.Kill(up.ProcessId);
            await cluster.AssertNothingLeftAsync();
        }

        Assert.Empty(Masters());
    }
}
