using System.Runtime.InteropServices;

namespace ScaleSim.EndToEnd.Usage;

/// <summary><c>capacity</c> that comes to no measurement: what it says, and that it leaves nothing.</summary>
public sealed class CapacityEndTests
{
    [DockerFact]
    public async Task Capacity_RemovesWhatItStarted_WhenInterrupted()
    {
        using var scalesim = new Scalesim();
        await using var cluster = new TestCluster(scalesim, "capstop");
        await using RunningCommand capacity = scalesim.Start("capacity", "--name", cluster.Name);
        await cluster.WaitForWorkersAsync(9);
        await cluster.RememberAsync();

        capacity.SignalGroup(PosixSignal.SIGINT);

        (await capacity.WaitAsync()).AssertExitCode(130);
        Assert.Empty(await cluster.RemainsAsync());
    }

    [DockerFact]
    public async Task Capacity_NamesLineColumnAndValue_OfABadCatalogue_BeforeAnythingIsStarted()
    {
        using var scalesim = new Scalesim();
        string catalog = Path.Combine(scalesim.WorkingDirectory, "types.csv");
        await File.WriteAllTextAsync(
            catalog, "name,provider,cores,memoryGiB,pricePerHour\na,ours,two,4,0.5\nb,ours,2,4,$1\n");

        CommandResult result = await scalesim.RunAsync("capacity", "--catalog", catalog);

        result.AssertExitCode(2);
        result.AssertStderr($"{catalog}, line 2, column cores: 'two' can't be. Write a whole number of cores");
        result.AssertStderr($"{catalog}, line 3, column pricePerHour: '$1' can't be. Write US dollars per hour");
    }
}
