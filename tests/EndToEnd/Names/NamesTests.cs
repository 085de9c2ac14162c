using System.Text.Json.Nodes;
using ScaleSim.EndToEnd.Witness;

namespace ScaleSim.EndToEnd.Names;

/// <summary>A real cluster's names on the host: answered, in a hosts file, and gone with the cluster.</summary>
public sealed class NamesTests : IDisposable
{
    private const string Before = "127.0.0.1 localhost\n# the last line has no end";

    private readonly Scalesim _scalesim = new();

    private string HostsFile => Path.Combine(_scalesim.WorkingDirectory, "hosts");

    [DockerFact]
    public async Task Up_MakesEveryNameResolve_AndDownTakesThemBack()
    {
        await using var cluster = new TestCluster(_scalesim, "names");
        await File.WriteAllTextAsync(HostsFile, Before);
        CommandResult up = await _scalesim.RunAsync(
            "up", "--name", cluster.Name, "--workers", "6", "--workers-per-node", "4", "--hosts-file", "hosts");
        up.AssertExitCode(0);
        await cluster.RememberAsync();

        JsonNode status = await StatusAsync(cluster);
        string dns = (string)status["dns"]!;
        up.AssertOutput($"answered by DNS at {dns}");
        Assert.Equal(HostsFile, (string)status["hostsFile"]!);
        await AssertResolvesAsync(status, dns);
        string[] names = await NamesAsync(cluster);
        Assert.Equal(1 + 2 + 6, names.Length);
        string file = await File.ReadAllTextAsync(HostsFile);
        Assert.All(names, name => Assert.Contains($"{name}\n", file, StringComparison.Ordinal));

        // A second cluster of the name never is, and takes nothing of the first one's with it.
        (await _scalesim.RunAsync("up", "--name", cluster.Name, "--workers", "1", "--hosts-file", HostsFile))
            .AssertExitCode(2);
        Assert.Equal(file, await File.ReadAllTextAsync(HostsFile));

        (await _scalesim.RunAsync("down", cluster.Name)).AssertExitCode(0);

        Assert.Equal(Before, await File.ReadAllTextAsync(HostsFile));
        Assert.Empty(await cluster.RemainsAsync());
    }

    [DockerFact]
    public async Task Hosts_NeedsNoKeeper_AndDownRemovesTheBlockWithoutOne()
    {
        await using var cluster = new TestCluster(_scalesim, "nokeeper");
        await File.WriteAllTextAsync(HostsFile, Before);
        (await _scalesim.RunAsync(
            "up", "--name", cluster.Name, "--workers", "2", "--workers-per-node", "1", "--hosts-file", HostsFile))
            .AssertExitCode(0);
        string[] names = await NamesAsync(cluster);
        Assert.Equal(1 + 2 + 2, names.Length);

        RunningCommand.Kill(cluster.Keeper().Id);

        Assert.Equal(names, await NamesAsync(cluster));
        Assert.NotEqual(Before, await File.ReadAllTextAsync(HostsFile));
        (await _scalesim.RunAsync("hosts", cluster.Name, "--dns")).AssertExitCode(1);
        (await _scalesim.RunAsync("down", cluster.Name)).AssertExitCode(0);
        Assert.Equal(Before, await File.ReadAllTextAsync(HostsFile));
    }

    [DockerFact]
    public async Task Keeper_RemovesTheBlock_WhenRunIsKilled()
    {
        await using var cluster = new TestCluster(_scalesim, "blockkill");
        await File.WriteAllTextAsync(HostsFile, Before);
        await using RunningCommand run = Run(cluster);
        await cluster.WaitForWorkersAsync(1);
        await cluster.RememberAsync();
        Assert.NotEqual(Before, await File.ReadAllTextAsync(HostsFile));

        RunningCommand.Kill(run.ProcessId);

        await cluster.AssertNothingLeftAsync();
        Assert.Equal(Before, await File.ReadAllTextAsync(HostsFile));
    }

    [DockerFact]
    public async Task Hosts_OfAClusterThatIsNot_IsRefused()
    {
        CommandResult result = await _scalesim.RunAsync("hosts", "nobody-has-this-name");

        result.AssertExitCode(2);
        result.AssertStderr("There is no cluster nobody-has-this-name");
    }

    public void Dispose() => _scalesim.Dispose();

    private RunningCommand Run(TestCluster cluster) =>
        _scalesim.Start("run", "--name", cluster.Name, "--workers", "20", "--hosts-file", HostsFile);

    private async Task<JsonNode> StatusAsync(TestCluster cluster)
    {
        CommandResult status = await _scalesim.RunAsync("status", cluster.Name, "--format", "json");
        status.AssertExitCode(0);
        return JsonNode.Parse(status.Stdout)!;
    }

    private async Task<string[]> NamesAsync(TestCluster cluster)
    {
        CommandResult hosts = await _scalesim.RunAsync("hosts", cluster.Name, "--format", "csv");
        hosts.AssertExitCode(0);
        string[] lines = hosts.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Skip(1).Select(line => line.Split(',')[0])];
    }

    /// <summary>Every worker and node of a status, forward and back, as dig sees it.</summary>
    private static async Task AssertResolvesAsync(JsonNode status, string dns)
    {
        string domain = $"{status["cluster"]}.scalesim.internal";
        Dictionary<int, string> addresses = status["nodes"]!.AsArray()
            .ToDictionary(node => (int)node!["index"]!, node => (string)node!["address"]!);
        foreach (JsonNode? worker in status["workers"]!.AsArray())
        {
            Assert.Equal(addresses[(int)worker!["node"]!], await Dig.AskAsync(dns, $"{worker["name"]}.{domain}"));
        }

        foreach (JsonNode? node in status["nodes"]!.AsArray())
        {
            string name = $"{node!["name"]}.{domain}";
            Assert.Equal((string)node["address"]!, await Dig.AskAsync(dns, name, "+tcp"));
            Assert.Equal($"{name}.", await Dig.AskAsync(dns, "-x", (string)node["address"]!));
        }

        Assert.Equal((string)status["gateway"]!, await Dig.AskAsync(dns, $"master.{domain}"));
        Assert.Equal("", await Dig.AskAsync(dns, $"worker-0007.{domain}"));
    }
}
