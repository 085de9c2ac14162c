using System.Text.Json.Nodes;
using ScaleSim.EndToEnd.Witness;

namespace ScaleSim.EndToEnd.Faults;

/// <summary>What <c>down</c> says of what is left: nothing, or each thing with the command that removes it.</summary>
public sealed class ProvenCleanTests
{
    [DockerRootFact]
    public async Task Down_LeavesNothingAndSaysSo_WhileOtherContainersComeAndGo()
    {
        using var scalesim = new Scalesim();
        await using var cluster = new TestCluster(scalesim, "proven");
        await using var steady = new ForeignContainer();
        await using var leaving = new ForeignContainer();
        await using var coming = new ForeignContainer();
        await steady.StartAsync();
        await leaving.StartAsync();
        (await scalesim.RunAsync("up", "--name", cluster.Name, "--workers", "12")).AssertExitCode(0);
        await cluster.RememberAsync();

        await using RunningCommand down = scalesim.Start("down", cluster.Name, "--format", "json");
        Task arriving = coming.StartAsync();
        await leaving.DisposeAsync();
        CommandResult result = await down.WaitAsync();
        await arriving;

        result.AssertExitCode(0);
        JsonNode document = JsonNode.Parse(result.Stdout)!;
        Assert.True((bool)document["isClean"]!, result.All);
        Assert.Equal(10, document["kinds"]!.AsArray().Count);
        Assert.All(document["kinds"]!.AsArray(), kind => Assert.Null(kind!["notChecked"]));
        Assert.True(await steady.IsRunningAsync() && await coming.IsRunningAsync());
        Assert.Empty(await cluster.RemainsAsync());
    }

    [DockerRootFact]
    public async Task Down_ListsWhatIsLeft_WithTheCommandsThatRemoveIt()
    {
        using var scalesim = new Scalesim();
        await using var cluster = new TestCluster(scalesim, "left");
        (await scalesim.RunAsync("up", "--name", cluster.Name, "--workers", "2")).AssertExitCode(0);
        await cluster.RememberAsync();
        JsonObject network = Assert.Single(await DockerCli.InspectAsync(await cluster.NetworksAsync()));
        string bridge = (string)network["Options"]!["com.docker.network.bridge.name"]!;
        string subnet = (string)network["IPAM"]!["Config"]![0]!["Subnet"]!;
        string route = $"{subnet.Split('/')[0]}/28";
        string veth = $"e2e{Environment.ProcessId}";
        string mount = Path.Combine(Assert.Single(cluster.KeeperFolders()), "master");
        string[] rule = ["FORWARD", "--source", subnet, "--jump", "RETURN"];
        string[][] plants =
        [
            ["ip", "link", "add", veth, "type", "veth", "peer", "name", $"{veth}p"],
            ["ip", "link", "set", veth, "master", bridge],
            ["ip", "route", "add", "unreachable", route], ["iptables", "--append", .. rule],
            ["mount", "--types", "tmpfs", "tmpfs", mount],
        ];
        string[][] weeds =
        [
            ["ip", "link", "delete", veth], ["ip", "route", "delete", "unreachable", route],
            ["iptables", "--delete", .. rule], ["umount", mount],
        ];
        try
        {
            foreach (string[] plant in plants)
            {
                await HostTool.RunAsync(plant);
            }

            CommandResult down = await scalesim.RunAsync("down", cluster.Name);

            down.AssertExitCode(5);
            down.AssertStderr("left something behind: 10 kinds checked, 5 found");
            down.AssertStderr($"ip link delete {veth}");
            down.AssertStderr($"ip route delete {route}");
            down.AssertStderr($"{subnet}");
            down.AssertStderr($"umount {mount}");
            down.AssertStderr($"rm -r {Path.GetDirectoryName(mount)}");
        }
        finally
        {
            foreach (string[] weed in weeds)
            {
                await HostTool.TryRunAsync(weed);
            }
        }

        Directory.Delete(Path.GetDirectoryName(Path.GetDirectoryName(mount))!, recursive: true);
        await cluster.AssertNothingLeftAsync();
    }
}
