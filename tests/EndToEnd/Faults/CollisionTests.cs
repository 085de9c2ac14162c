using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ScaleSim.EndToEnd.Faults;

/// <summary>Two commands that start in the same moment.</summary>
public sealed class CollisionTests
{
    private const int Subnets = 128;

    [DockerFact]
    public async Task Clusters_BothComeUp_WhenTheyWantTheSameSubnet()
    {
        using var scalesim = new Scalesim();
        await using var first = new TestCluster(scalesim, "left");
        await using TestCluster second = Rival(scalesim, first);

        CommandResult[] results = await Task.WhenAll(
            scalesim.RunAsync("up", "--name", first.Name, "--workers", "6"),
            scalesim.RunAsync("up", "--name", second.Name, "--workers", "6"));

        Assert.All(results, result => result.AssertExitCode(0));
        Assert.NotEqual(await SubnetAsync(first), await SubnetAsync(second));
        foreach (TestCluster cluster in (TestCluster[])[first, second])
        {
            Assert.Equal(6, (await cluster.WorkersAsync()).Count);
            await cluster.RememberAsync();
            (await scalesim.RunAsync("status", cluster.Name)).AssertExitCode(0);
            (await scalesim.RunAsync("down", cluster.Name)).AssertExitCode(0);
        }

        await first.AssertNothingLeftAsync();
        await second.AssertNothingLeftAsync();
    }

    [DockerFact]
    public async Task OneCommandWins_AndItsClusterIsUnharmed_WhenTwoWantTheSameName()
    {
        using var scalesim = new Scalesim();
        await using var cluster = new TestCluster(scalesim, "same");

        CommandResult[] results = await Task.WhenAll(
            scalesim.RunAsync("up", "--name", cluster.Name, "--workers", "6"),
            scalesim.RunAsync("up", "--name", cluster.Name, "--workers", "6"));

        Assert.True(
            results.Select(result => result.ExitCode).Order().SequenceEqual([0, 2]),
            string.Join("\n\n", results.Select(result => result.All)));
        results.Single(result => result.ExitCode == 2).AssertStderr($"Cluster {cluster.Name} exists already");
        Assert.Equal(6, (await cluster.WorkersAsync()).Count);
        Assert.Single(await cluster.NetworksAsync());
        await cluster.RememberAsync();
        Assert.Single(cluster.Processes(), process => process.Arguments.Contains("keeper"));
        (await scalesim.RunAsync("status", cluster.Name)).AssertExitCode(0);
        (await scalesim.RunAsync("down", cluster.Name)).AssertExitCode(0);
        await cluster.AssertNothingLeftAsync();
    }

    /// <summary>
    /// A cluster whose name asks for the same subnet first: the planner begins with the one that the first four bytes
    /// of the name's SHA-256 point at.
    /// </summary>
    private static TestCluster Rival(Scalesim scalesim, TestCluster cluster)
    {
        while (true)
        {
            var rival = new TestCluster(scalesim, "right");
            if (FirstSubnet(rival.Name) == FirstSubnet(cluster.Name))
            {
                return rival;
            }
        }
    }

    private static uint FirstSubnet(string name) =>
        BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name))) % Subnets;

    private static async Task<string> SubnetAsync(TestCluster cluster)
    {
        JsonObject network = Assert.Single(await DockerCli.InspectAsync(await cluster.NetworksAsync()));
        return (string)network["IPAM"]!["Config"]![0]!["Subnet"]!;
    }
}
