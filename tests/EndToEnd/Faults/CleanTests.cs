using System.Text.Json.Nodes;
using ScaleSim.EndToEnd.Engines;
using ScaleSim.EndToEnd.Witness;
using ScaleSim.Tests;

namespace ScaleSim.EndToEnd.Faults;

/// <summary><c>clean</c>, and what other commands clean up unasked.</summary>
[Long]
[LeavesOrphans]
public sealed class CleanTests(OrphansEngine engine) : IClassFixture<OrphansEngine>
{
    [DockerFact]
    public async Task Clean_ListsThenRemovesWhatAKilledRunLeft_AndNothingElse()
    {
        using var scalesim = new Scalesim();
        engine.Use(scalesim);
        await using var cluster = new TestCluster(scalesim, "orphan");
        await using var living = new TestCluster(scalesim, "living");
        await using var foreign = new ForeignContainer();
        await foreign.StartAsync();
        (await scalesim.RunAsync("up", "--name", living.Name, "--workers", "1")).AssertExitCode(0);
        await using RunningCommand run = scalesim.Start("run", "--name", cluster.Name, "--workers", "12");
        await cluster.WaitForWorkersAsync(5);
        await cluster.RememberAsync();
        RunningCommand.Kill(cluster.Keeper().Id, run.ProcessId);
        await run.WaitAsync();

        CommandResult list = await scalesim.RunAsync("clean", "--dry-run", "--format", "json");

        list.AssertExitCode(0);
        JsonNode orphan = Assert.Single(
            JsonNode.Parse(list.Stdout)!["orphans"]!.AsArray(), each => (string)each!["name"]! == cluster.Name)!;
        Assert.Equal(
            ("cluster", Environment.UserName, "found"),
            ((string)orphan["kind"]!, (string)orphan["owner"]!, (string)orphan["outcome"]!));
        Assert.NotNull(orphan["since"]);
        Assert.NotEmpty(await cluster.ContainersAsync());

        CommandResult clean = await scalesim.RunAsync("clean");

        clean.AssertExitCode(0);
        clean.AssertOutput(cluster.Name);
        Assert.DoesNotContain(living.Name, clean.Stdout, StringComparison.Ordinal);
        Assert.Empty(await cluster.ContainersAsync());
        Assert.Empty(await cluster.NetworksAsync());
        (await scalesim.RunAsync("status", living.Name)).AssertExitCode(0);
        Assert.True(await foreign.IsRunningAsync());
        await living.RememberAsync();
        (await scalesim.RunAsync("down", living.Name)).AssertExitCode(0);
        await cluster.AssertNothingLeftAsync();
    }

    [DockerFact]
    public async Task Clean_RemovesAClusterThatOutlivedItsKeeperAndItsTime()
    {
        using var scalesim = new Scalesim();
        engine.Use(scalesim);
        await using var cluster = new TestCluster(scalesim, "outlived");
        (await scalesim.RunAsync("up", "--name", cluster.Name, "--workers", "2", "--ttl", "10s")).AssertExitCode(0);
        await cluster.RememberAsync();
        RunningCommand.Kill(cluster.Keeper().Id);

        await Poll.UntilAsync(
            async () => (await scalesim.RunAsync("clean", "--dry-run", "--format", "csv")).Stdout
                .Contains($"cluster,{cluster.Name},", StringComparison.Ordinal),
            "the cluster's time has passed");

        CommandResult clean = await scalesim.RunAsync("clean", "--format", "csv");

        clean.AssertExitCode(0);
        clean.AssertOutput($"cluster,{cluster.Name},{Environment.UserName},");
        await cluster.AssertNothingLeftAsync();
    }

    [DockerFact]
    public async Task NextRun_RemovesTheClusterAndItsNames_WhenRunAndKeeperAreKilled()
    {
        using var scalesim = new Scalesim();
        engine.Use(scalesim);
        await using var cluster = new TestCluster(scalesim, "orphan");
        await using var next = new TestCluster(scalesim, "next");
        string hosts = Path.Combine(scalesim.WorkingDirectory, "hosts");
        const string Before = "127.0.0.1 localhost\n# the last line has no end";
        await File.WriteAllTextAsync(hosts, Before);
        // As many ports as its workers have: for the next run there are none until it is gone.
        int first = PortBlock.TakeFirst();
        string[] ports = ["--expose", "published", "--ports", $"{first}-{first + 59}"];
        await using RunningCommand run = scalesim.Start(
            ["run", "--name", cluster.Name, "--workers", "30", "--hosts-file", hosts, .. ports]);
        await cluster.WaitForWorkersAsync(5);
        await cluster.RememberAsync();
        HostProcess keeper = cluster.Keeper();

        RunningCommand.Kill(keeper.Id, run.ProcessId);
        await run.WaitAsync();
        await Poll.UntilEmptyAsync(
            () => Task.FromResult<IReadOnlyList<string>>(
                [.. cluster.Processes().Select(process => process.CommandLine)]),
            "the master has died with its keeper");
        Assert.NotEmpty(await cluster.ContainersAsync());
        Assert.NotEqual(Before, await File.ReadAllTextAsync(hosts));

        CommandResult second = await scalesim.RunAsync(
            [
                "run", "--name", next.Name, "--workers", "30", "--checks", "none", "--output", scalesim.Output,
                "--hosts-file", hosts, .. ports,
            ]);

        second.AssertExitCode(0);
        second.AssertStderr($"Removed cluster {cluster.Name}");
        Assert.Equal(Before, await File.ReadAllTextAsync(hosts));
        await cluster.AssertNothingLeftAsync();
        await next.AssertNothingLeftAsync();
    }

    /// <summary>The command and its keeper die before there is a network by which anybody could find them.</summary>
    [DockerFact]
    public async Task NextCommand_RemovesTheFolder_WhenTheProcessesDiedBeforeTheNetwork()
    {
        using var scalesim = new Scalesim();
        engine.Use(scalesim);
        await using var cluster = new TestCluster(scalesim, "folder");
        await using var other = new TestCluster(scalesim, "other");
        await using RunningCommand up = scalesim.Start("up", "--name", cluster.Name, "--workers", "2");
        await Poll.UntilAsync(
            () => Task.FromResult(cluster.KeeperFolders() is [{ } folder]
                && File.Exists(Path.Combine(folder, "keeper.pid"))),
            "the keeper has a folder");
        foreach (HostProcess process in cluster.Processes())
        {
            RunningCommand.TryKill(process.Id);
        }

        await up.WaitAsync();
        await cluster.TryRememberAsync();
        Assert.NotEmpty(cluster.KeeperFolders());

        (await scalesim.RunAsync("up", "--name", other.Name, "--workers", "1")).AssertExitCode(0);

        Assert.Empty(cluster.KeeperFolders());
        (await scalesim.RunAsync("down", other.Name)).AssertExitCode(0);
        await cluster.AssertNothingLeftAsync();
    }

    [DockerFact]
    public async Task Clean_KeepsAnotherUsersCluster_UnlessForced()
    {
        using var scalesim = new Scalesim();
        engine.Use(scalesim);
        await using var cluster = new TestCluster(scalesim, "theirs");
        // What is left of a run of somebody else's whose keeper is of an earlier boot.
        await DockerCli.LinesAsync(
            "network", "create", "--label", $"scalesim.cluster={cluster.Name}", "--label", "scalesim.run=0badcafe",
            "--label", "scalesim.role=network", "--label", "scalesim.user=somebody-else",
            "--label", "scalesim.keeper=2 1 earlier-boot run /tmp/nowhere/keeper.sock",
            "--subnet", "198.19.255.240/28", "--opt", "com.docker.network.bridge.name=ss-0badcafe", cluster.Name);

        CommandResult kept = await scalesim.RunAsync("clean", "--format", "csv");

        kept.AssertExitCode(0);
        kept.AssertOutput($"cluster,{cluster.Name},somebody-else,");
        kept.AssertOutput("kept,belongs to somebody-else; --force removes it");
        Assert.Single(await cluster.NetworksAsync());

        (await scalesim.RunAsync("clean", "--force")).AssertExitCode(0);

        Assert.Empty(await cluster.NetworksAsync());
    }
}
