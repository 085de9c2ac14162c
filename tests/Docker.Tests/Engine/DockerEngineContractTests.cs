using System.Globalization;
using System.Text.Json;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Ramdisks;
using ScaleSim.Core.Specs;
using ScaleSim.Docker.Engine;
using ScaleSim.EngineContract;
using ScaleSim.Tests;

namespace ScaleSim.Docker.Tests.Engine;

/// <summary>The engine contract on a real Docker Engine; the <c>docker</c> command is the witness.</summary>
[Long]
[RequiresDocker]
public sealed class DockerEngineContractTests : EngineContractTests
{
    private const string InspectFormat =
        "{{json .Name}} {{json .State.Status}} {{json .HostConfig.Memory}} {{json .HostConfig.CapDrop}} "
        + "{{json .HostConfig.ReadonlyRootfs}} {{json .HostConfig.PidsLimit}} {{json .HostConfig.SecurityOpt}}";

    protected override IEngine CreateEngine() => Task.Run(() => DockerEngine.ConnectAsync(
        new DockerEngineOptions { Sandbox = TestImageFolder.Source }, CancellationToken.None)).GetAwaiter().GetResult();

    protected override async Task<HostFacts> ReadHostFactsAsync(CancellationToken cancellationToken) =>
        new HostFactsReader(new HostFiles()).Read(await Engine.ReadFactsAsync(cancellationToken));

    protected override ClusterSpec Spec(string name, int workers, int perNode) => new()
    {
        Name = name,
        Master = new ExternalMasterSpec { Host = "192.0.2.1", Port = 19998 },
        Groups =
        [
            new WorkerGroupSpec
            {
                Count = workers,
                PerNode = perNode,
                Image = TestImageFolder.Name,
                Command = ["worker", "{worker.name}"],
                ReadOnlyRoot = true,
                Ports = ["data", "web"],
                Ramdisks = [new RamdiskSpec("/mnt/ramdisk", 1 << 20)],
            },
        ],
    };

    protected override IReadOnlyList<string> CrashingCommand => ["die", "{worker.name}"];

    protected override string ExpectedLog(WorkerPlan worker) => $"{worker.Name} starts";

    protected override async Task AssertUpAsync(ClusterPlan plan, CancellationToken cancellationToken)
    {
        foreach (WorkerPlan worker in plan.Workers)
        {
            string found = await DockerCli.RunAsync("inspect", "--format", InspectFormat, worker.ContainerName);
            string expected = string.Create(
                CultureInfo.InvariantCulture,
                $"\"/{worker.ContainerName}\" \"running\" {worker.MemoryLimitBytes} "
                + $"[\"ALL\"] true {worker.Group.Pids} [\"no-new-privileges\"]");
            Assert.Equal(expected, found);
        }

        string network = await DockerCli.RunAsync(
            "network", "inspect", "--format", "{{json (index .IPAM.Config 0).Subnet}}", plan.Network.Name);
        Assert.Equal(JsonSerializer.Serialize(plan.Network.Subnet.ToString()), network);
    }

    protected override async Task AssertGoneAsync(ClusterPlan plan, CancellationToken cancellationToken)
    {
        string label = $"label=scalesim.cluster={plan.Cluster}";
        Assert.Equal("", await DockerCli.RunAsync("ps", "-aq", "--filter", label));
        Assert.Equal("", await DockerCli.RunAsync("network", "ls", "-q", "--filter", label));
        Assert.Equal("", await DockerCli.RunAsync("volume", "ls", "-q", "--filter", label));
        Assert.False(Directory.Exists($"/sys/class/net/{plan.Network.Bridge}"), $"{plan.Network.Bridge} is left.");
    }
}
