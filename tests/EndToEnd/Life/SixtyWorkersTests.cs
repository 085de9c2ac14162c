using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace ScaleSim.EndToEnd.Life;

/// <summary>60 workers on 3 nodes are as planned, and leave nothing.</summary>
public sealed class SixtyWorkersTests(SixtyWorkers life) : IClassFixture<SixtyWorkers>
{
    private const long MiB = 1 << 20;

    private static readonly string[] Log = ["max-file=2", "max-size=1048576", "mode=non-blocking"];

    private Observed Seen => life.Observed;

    [DockerFact]
    public void Containers_AreTheNodesAndWorkers_AndRun()
    {
        Assert.Equal(
            Enumerable.Range(1, 3).Select(index => $"{Seen.Cluster}-{NodeName(index)}"),
            Seen.Nodes.Select(Observed.NameOf));
        Assert.Equal(
            Enumerable.Range(1, SixtyWorkers.Count).Select(index => $"{Seen.Cluster}-{WorkerName(index)}"),
            Seen.Workers.Select(Observed.NameOf));
        Assert.All(All(), container => Assert.True((bool)container["State"]!["Running"]!));
    }

    [DockerFact]
    public void Labels_NameClusterRunRoleAndPlace()
    {
        string run = (string)Seen.Network["Labels"]!["scalesim.run"]!;
        Assert.Matches("^[0-9a-f]{8}$", run);
        Assert.All(All(), container =>
        {
            Assert.Equal(Seen.Cluster, Observed.LabelOf(container, "cluster"));
            Assert.Equal(run, Observed.LabelOf(container, "run"));
            Assert.Equal(Environment.UserName, Observed.LabelOf(container, "user"));
            Assert.NotEmpty(Observed.LabelOf(container, "version"));
        });
        Assert.Equal(["1", "2", "3"], Seen.Nodes.Select(node => Observed.LabelOf(node, "node")));
        for (int index = 1; index <= SixtyWorkers.Count; index++)
        {
            JsonObject worker = Seen.Workers[index - 1];
            int first = 20_000 + (2 * ((index - 1) % SixtyWorkers.PerNode));
            Assert.Equal(Text(index), Observed.LabelOf(worker, "worker"));
            Assert.Equal(Text(NodeOf(index)), Observed.LabelOf(worker, "node"));
            Assert.Equal($"data={Text(first)},web={Text(first + 1)}", Observed.LabelOf(worker, "ports"));
        }
    }

    [DockerFact]
    public void Network_IsOneBridge_OfTheBlockForBenchmarks()
    {
        Assert.Equal($"{Seen.Cluster}.scalesim.internal", (string)Seen.Network["Name"]!);
        Assert.Equal("bridge", (string)Seen.Network["Driver"]!);
        Assert.Matches("^ss-[0-9a-f]{8}$", (string)Seen.Network["Options"]!["com.docker.network.bridge.name"]!);
        Assert.True(IPNetwork.Parse("198.18.0.0/15").Contains(Subnet().BaseAddress), $"{Subnet()}");
        Assert.Equal(3, Seen.Members);
        Assert.False((bool)Seen.Network["EnableIPv6"]!);
    }

    [DockerFact]
    public void Nodes_HaveAddressesOfTheSubnet_AndTheNamesOfTheirSlots()
    {
        string[] addresses = [.. Seen.Nodes.Select(Seen.AddressOf)];
        Assert.Equal(3, addresses.Distinct().Count());
        Assert.All(addresses, address => Assert.True(Subnet().Contains(IPAddress.Parse(address)), address));
        string domain = $"{Seen.Cluster}.scalesim.internal";
        for (int node = 1; node <= 3; node++)
        {
            JsonObject container = Seen.Nodes[node - 1];
            string[] aliases = [.. container["NetworkSettings"]!["Networks"]![domain]!["Aliases"]!.AsArray()
                .Select(alias => (string)alias!)];
            IEnumerable<string> slots = Enumerable.Range(1, SixtyWorkers.Count).Where(index => NodeOf(index) == node)
                .Select(WorkerName).Append(NodeName(node));
            Assert.Empty(slots.SelectMany(name => (string[])[name, $"{name}.{domain}"]).Except(aliases));
            Assert.Equal(NodeName(node), (string)container["Config"]!["Hostname"]!);
            string[] hosts = [.. container["HostConfig"]!["ExtraHosts"]!.AsArray().Select(host => (string)host!)];
            Assert.Contains($"master.{domain}:{Gateway()}", hosts);
        }
    }

    [DockerFact]
    public void Workers_ShareTheNetworkOfTheirNode_AndPublishNothing()
    {
        for (int index = 1; index <= SixtyWorkers.Count; index++)
        {
            JsonNode host = Seen.Workers[index - 1]["HostConfig"]!;
            Assert.Equal($"container:{(string)Seen.Nodes[NodeOf(index) - 1]["Id"]!}", (string)host["NetworkMode"]!);
        }

        Assert.All(All(), container => Assert.Empty(container["HostConfig"]!["PortBindings"]?.AsObject() ?? []));
    }

    [DockerFact]
    public void Workers_AreLimited()
    {
        Assert.All(Seen.Workers, worker =>
        {
            JsonNode host = worker["HostConfig"]!;
            // 32 MiB for the program, 16 MiB for its ramdisk, 8 MiB of slack; as much with swap, so none.
            Assert.Equal(56 * MiB, (long)host["Memory"]!);
            Assert.Equal(56 * MiB, (long)host["MemorySwap"]!);
            Assert.InRange((long)host["PidsLimit"]!, 1, 1000);
            Assert.Equal($"{16 * MiB}", Options(host["Tmpfs"]!["/ramdisk"]!)["size"]);
            Assert.Equal($"{16 * MiB}", Options(host["Tmpfs"]!["/tmp"]!)["size"]);
            JsonNode files = Assert.Single(host["Ulimits"]!.AsArray())!;
            Assert.Equal(("nofile", 4096, 4096), ((string)files["Name"]!, (int)files["Soft"]!, (int)files["Hard"]!));
            Assert.Equal("no", (string)host["RestartPolicy"]!["Name"]!);
        });
    }

    [DockerFact]
    public void Containers_MayDoNothingMoreThanTheyMust()
    {
        Assert.All(All(), container =>
        {
            JsonNode host = container["HostConfig"]!;
            Assert.Equal(["ALL"], host["CapDrop"]!.AsArray().Select(capability => (string)capability!));
            Assert.Empty(host["CapAdd"]?.AsArray() ?? []);
            Assert.Contains("no-new-privileges", host["SecurityOpt"]!.AsArray().Select(option => (string)option!));
            Assert.True((bool)host["ReadonlyRootfs"]!);
            Assert.False((bool)host["Privileged"]!);
            Assert.Empty(host["Binds"]?.AsArray() ?? []);
            Assert.Empty(container["Mounts"]!.AsArray());
            Assert.Equal("local", (string)host["LogConfig"]!["Type"]!);
            Assert.Equal(Log, host["LogConfig"]!["Config"]!.AsObject()
                .Select(option => $"{option.Key}={option.Value}").Order(StringComparer.Ordinal));
            Assert.Equal("NONE", (string)Assert.Single(container["Config"]!["Healthcheck"]!["Test"]!.AsArray())!);
        });
        Assert.All(
            Seen.Workers.Select(worker => Options(worker["HostConfig"]!["Tmpfs"]!["/ramdisk"]!)),
            options => Assert.Empty(((string[])["noexec", "nosuid", "nodev"]).Except(options.Keys)));
    }

    [DockerFact]
    public void Processes_HaveNoPower_AndARealRamdisk()
    {
        Assert.Equal(3, Seen.Processes.Count);
        Assert.All(Seen.Processes, process =>
        {
            Assert.Equal(5, process.Capabilities.Count);
            Assert.All(process.Capabilities, set => Assert.True(set.Value == new string('0', 16), $"{set}"));
            Assert.Equal("1", process.NoNewPrivileges);
            Assert.Equal("2", process.Seccomp);
            Assert.Equal("128", process.PidsMax);
            if (process.Mounts is { } mounts)
            {
                string root = Assert.Single(mounts, mount => mount.Split(' ')[4] == "/");
                Assert.Contains("ro", root.Split(' ')[5].Split(','));
                // 1234 1200 0:99 / /ramdisk rw,nosuid,nodev,noexec,relatime - tmpfs tmpfs rw,size=16384k
                string ramdisk = Assert.Single(mounts, mount => mount.Split(' ')[4] == "/ramdisk");
                Assert.Contains(" - tmpfs ", ramdisk, StringComparison.Ordinal);
                Assert.Contains("size=16384k", ramdisk, StringComparison.Ordinal);
            }
        });
    }

    [DockerFact]
    public void Ports_AnswerFromTheHost() => Assert.Empty(Seen.DeafPorts);

    [DockerFact]
    public void Nothing_ListensOutsideOfLoopback_ButTheMasterOnTheGateway()
    {
        IEnumerable<IPEndPoint> outside = Seen.Listeners.Where(listener => !IPAddress.IsLoopback(listener.Address));

        Assert.Equal([new IPEndPoint(Gateway(), 19998)], outside);
    }

    [DockerFact]
    public void Status_ShowsTheClusterAsItIs()
    {
        Seen.Status.AssertExitCode(0);
        JsonNode status = JsonNode.Parse(Seen.Status.Stdout)!;
        Assert.Equal(1, (int)status["schemaVersion"]!);
        Assert.Equal(Seen.Cluster, (string)status["cluster"]!);
        Assert.Equal(Environment.UserName, (string)status["user"]!);
        Assert.Equal((string)Seen.Addresses["Subnet"]!, (string)status["subnet"]!);
        Assert.Equal(Gateway().ToString(), (string)status["gateway"]!);
        Assert.True((int)status["keeperProcessId"]! > 0);
        Assert.Equal(
            Seen.Nodes.Select(Seen.AddressOf), status["nodes"]!.AsArray().Select(node => (string)node!["address"]!));
        JsonArray workers = status["workers"]!.AsArray();
        Assert.Equal(
            Enumerable.Range(1, SixtyWorkers.Count).Select(WorkerName),
            workers.Select(worker => (string)worker!["name"]!));
        Assert.All(workers, worker => Assert.Equal("running", (string)worker!["status"]!));
    }

    [DockerFact]
    public void Down_LeavesNothing()
    {
        life.Removed.Down.AssertExitCode(0);
        Assert.Empty(life.Removed.Remains);
    }

    /// <summary>What Down_LeavesNothing misses was there before, so that it could have been found.</summary>
    [DockerFact]
    public void Witnesses_SawTheClusterOnTheHost_WhileItWasUp()
    {
        Assert.Single(Seen.FilesWhileUp);
        Assert.NotEmpty(Seen.Listeners);
        if (Environment.IsPrivilegedProcess)
        {
            Assert.True(Seen.Rules > 0, "iptables-save and nft show no rule of the cluster's network while it is up.");
        }
    }

    [DockerFact]
    public void Down_IsNoError_WhenThereIsNothing() => life.Removed.DownAgain.AssertExitCode(0);

    [DockerFact]
    public void ForeignContainer_LivesOn() => Assert.True(life.Removed.ForeignLivesOn);

    private static string WorkerName(int index) => $"worker-{index.ToString("0000", CultureInfo.InvariantCulture)}";

    private static string NodeName(int index) => $"node-{index.ToString("000", CultureInfo.InvariantCulture)}";

    private static int NodeOf(int worker) => ((worker - 1) / SixtyWorkers.PerNode) + 1;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Of <c>rw,noexec,size=16777216</c>; an option without a value has an empty one.</summary>
    private static Dictionary<string, string> Options(JsonNode options) => ((string)options!).Split(',')
        .Select(option => option.Split('=', 2))
        .ToDictionary(sides => sides[0], sides => sides.Length == 2 ? sides[1] : "");

    private IEnumerable<JsonObject> All() => Seen.Nodes.Concat(Seen.Workers);

    private IPNetwork Subnet() => IPNetwork.Parse((string)Seen.Addresses["Subnet"]!);

    private IPAddress Gateway() => IPAddress.Parse((string)Seen.Addresses["Gateway"]!);
}
