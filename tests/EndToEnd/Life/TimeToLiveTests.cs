using System.Text.Json.Nodes;

namespace ScaleSim.EndToEnd.Life;

/// <summary><c>up --ttl</c>: the keeper removes the cluster when its time ends.</summary>
public sealed class TimeToLiveTests
{
    [DockerFact]
    public async Task Cluster_IsRemoved_WhenItsTimeEnds()
    {
        using var scalesim = new Scalesim();
        await using var cluster = new TestCluster(scalesim, "ttl", "sslife");
        CommandResult up = await scalesim.RunAsync("up", "--name", cluster.Name, "--workers", "3", "--ttl", "25s");
        up.AssertExitCode(0);
        up.AssertOutput("  ends     in ");
        await cluster.RememberAsync();

        CommandResult status = await scalesim.RunAsync("status", cluster.Name);
        CommandResult list = await scalesim.RunAsync("list", "--format", "json");

        status.AssertExitCode(0);
        status.AssertOutput("its time to live ends in ");
        JsonNode listed = Assert.Single(
            JsonNode.Parse(list.Stdout)!.AsArray(), each => (string)each!["cluster"]! == cluster.Name)!;
        DateTimeOffset end = DateTimeOffset.Parse((string)listed["expiresAt"]!, null);
        DateTimeOffset created = DateTimeOffset.Parse((string)listed["createdAt"]!, null);
        Assert.InRange((end - created).TotalSeconds, 20, 25);
        await cluster.AssertNothingLeftAsync();
        Assert.True(TimeProvider.System.GetUtcNow() >= end, "it was removed before its time");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1h")]
    [InlineData("1s")]
    [InlineData("9999h")]
    [InlineData("soon")]
    public async Task Up_RefusesATimeThatCantBeMeant(string time)
    {
        using var scalesim = new Scalesim();

        CommandResult up = await scalesim.RunAsync("up", $"--ttl={time}");

        up.AssertExitCode(2);
        up.AssertStderr($"--ttl is {time}: it takes a time from 10s to 576h, in s, m or h. Give --ttl 2h");
    }
}
