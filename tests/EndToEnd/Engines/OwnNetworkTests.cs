using ScaleSim.EndToEnd.Witness;

namespace ScaleSim.EndToEnd.Engines;

/// <summary>What tests rely on that run beside others: a network of one's own is nobody else's.</summary>
public sealed class OwnNetworkTests
{
    private const string Interfaces = "/sys/class/net";

    [OwnEngineFact]
    public async Task Network_ShowsItsOwnInterfacesAlone_AndTheMachineNoneOfThem()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("ss-");
        try
        {
            await using OwnNetwork network = await OwnNetwork.StartAsync(folder.FullName);
            Assert.Empty(folder.GetFileSystemInfos());
            string own = $"own{Environment.ProcessId}";
            OwnNetwork.Current = network;
            await HostTool.RunAsync("ip", "link", "add", own, "type", "bridge");
            await HostTool.RunAsync("ip", "address", "add", "198.18.0.1/24", "dev", own);

            Assert.Contains(own, await LinesAsync("ls", Interfaces));
            Assert.Contains("lo", await LinesAsync("ls", Interfaces));
            Assert.DoesNotContain("eth0", await LinesAsync("ls", Interfaces));
            Assert.Empty(await LinesAsync("ip", "route", "show", "default"));
            Assert.Equal(await GroupsAsync(), Directory.GetFileSystemEntries("/sys/fs/cgroup").Order());
            OwnNetwork.Current = null;
            Assert.DoesNotContain(own, await LinesAsync("ls", Interfaces));
            Assert.DoesNotContain(own, await LinesAsync("ip", "-brief", "address"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<IEnumerable<string>> GroupsAsync() =>
        (await LinesAsync("ls", "/sys/fs/cgroup")).Select(name => Path.Combine("/sys/fs/cgroup", name)).Order();

    private static async Task<string[]> LinesAsync(params string[] command) =>
        (await HostTool.TryRunAsync(command)).Stdout
            .Split(['\n', ' '], StringSplitOptions.RemoveEmptyEntries);
}
