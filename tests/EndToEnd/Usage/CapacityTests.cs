using System.Text.Json.Nodes;

namespace ScaleSim.EndToEnd.Usage;

/// <summary>A few workers are started, measured and removed.</summary>
[Collection(nameof(Alone))]
public sealed class CapacityTests
{
    [DockerFact]
    public async Task Capacity_SaysHowManyFitAndWhatEndsFirst_AndLeavesNothing()
    {
        using var scalesim = new Scalesim();
        await using var cluster = new TestCluster(scalesim, "capacity");
        string catalog = Path.Combine(scalesim.WorkingDirectory, "types.csv");
        await File.WriteAllTextAsync(
            catalog, "name,provider,cores,memoryGiB,pricePerHour\nsmall,ours,2,4,0.5\nlarge,ours,64,256,3\n");

        CommandResult result = await scalesim.RunAsync(
            "capacity", "--name", cluster.Name, "--workers-max", "4", "--catalog", catalog, "--format", "json");

        result.AssertExitCode(0);
        JsonObject document = JsonNode.Parse(result.Stdout)!.AsObject();
        Assert.Equal([2, 4], document["measuredWith"]!.AsArray().Select(number => (int)number!));
        JsonObject[] resources = [.. document["resources"]!.AsArray().Select(row => row!.AsObject())];
        JsonObject first = resources.Where(row => (bool)row["counts"]!).MinBy(row => (int)row["fits"]!)!;
        Assert.Equal((int)first["fits"]!, (int)document["fits"]!);
        Assert.Equal((string)first["resource"]!, (string)document["endsFirst"]!);
        // A worker of the reference system and its container: megabytes, not kilobytes, and not hundreds of them.
        JsonObject memory = resources.Single(row => (string)row["resource"]! == "memory, idle");
        Assert.InRange((double)memory["perWorker"]!, 3e6, 60e6);
        JsonObject threads = resources.Single(row => (string)row["resource"]! == "kernel.pid_max");
        Assert.InRange((double)threads["perWorker"]!, 5, 60);
        Assert.Equal(
            ["large", "small"],
            document["machineTypes"]!.AsArray().Select(type => (string)type!["name"]!).Order());
        await cluster.AssertNothingLeftAsync();
    }
}
