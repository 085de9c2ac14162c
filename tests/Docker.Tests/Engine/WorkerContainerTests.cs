using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Ramdisks;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Workers;
using ScaleSim.Docker.Api.Models;
using ScaleSim.Docker.Containers;

namespace ScaleSim.Docker.Tests.Engine;

/// <summary>What the Engine is asked for; no Engine is needed.</summary>
public sealed class WorkerContainerTests
{
    private static readonly WorkerGroupSpec Plain = new()
    {
        Count = 2,
        Image = "redis:7",
        Ports = ["data"],
        Ramdisks = [new RamdiskSpec("/mnt/ramdisk", 1 << 20)],
    };

    [Fact]
    public void For_AsksForNothingUnusual_WithoutKeys()
    {
        CreateContainerParameters container = Create(Plain);

        Assert.Null(container.User);
        Assert.Null(container.WorkingDir);
        Assert.Null(container.Hostname);
        Assert.Null(container.StopSignal);
        Assert.Null(container.StopTimeout);
        HostConfig host = container.HostConfig!;
        Assert.Equal("container:node", host.NetworkMode);
        Assert.Equal(["ALL"], host.CapDrop!);
        Assert.Null(host.CapAdd);
        Assert.Null(host.Sysctls);
        Assert.Null(host.ShmSize);
        Assert.Null(host.Mounts);
        Assert.Null(host.NanoCPUs);
        Assert.Null(host.Runtime);
        Assert.False(host.ReadonlyRootfs);
        Assert.Equal(RestartPolicyKind.No, host.RestartPolicy!.Name);
        Assert.Equal([new Ulimit { Name = "nofile", Soft = 4096, Hard = 4096 }], host.Ulimits!);
        Assert.Equal("1048576", host.LogConfig!.Config!["max-size"]);
        Assert.Equal("rw,noexec,nosuid,nodev,size=1048576,mode=1777", host.Tmpfs!["/mnt/ramdisk"]);
    }

    [Fact]
    public void For_PassesEveryKeyOn()
    {
        CreateContainerParameters container = Create(Plain with
        {
            User = "7:8",
            WorkingDirectory = "/srv",
            Ulimits = new Dictionary<string, UlimitSpec> { ["core"] = new(0, -1) },
            Sysctls = new Dictionary<string, string> { ["kernel.sem"] = "1 2 3 4" },
            Capabilities = ["cap_chown"],
            ShmSizeBytes = 5 << 20,
            Logs = new LogSpec(9000, 1),
            Mounts = [new MountSpec("/srv/{worker.name}", "/data"), new MountSpec("/b", "/c", ReadOnly: false)],
            Restart = new RestartSpec(4),
            StopSignal = "SIGINT",
            StopTimeout = TimeSpan.FromMilliseconds(1500),
            Ramdisks = [new RamdiskSpec("/r", 1 << 20) { Owner = "7" }],
            Cpus = 0.25,
        });

        Assert.Equal("7:8", container.User);
        Assert.Equal("/srv", container.WorkingDir);
        Assert.Equal("SIGINT", container.StopSignal);
        Assert.Equal(2, container.StopTimeout);
        HostConfig host = container.HostConfig!;
        Assert.Equal(["core", "nofile"], host.Ulimits!.Select(limit => limit.Name));
        Assert.Equal("1 2 3 4", host.Sysctls!["kernel.sem"]);
        Assert.Equal(["CHOWN"], host.CapAdd!);
        Assert.Equal(5 << 20, host.ShmSize);
        Assert.Equal(250_000_000, host.NanoCPUs);
        Assert.Equal("9000", host.LogConfig!.Config!["max-size"]);
        Assert.Equal("false", host.LogConfig.Config["compress"]);
        Assert.Equal(
            [
                new Mount { Type = "bind", Source = "/srv/worker-0001", Target = "/data", ReadOnly = true },
                new Mount { Type = "bind", Source = "/b", Target = "/c", ReadOnly = false },
            ],
            host.Mounts!);
        Assert.Equal(
            new RestartPolicy { Name = RestartPolicyKind.OnFailure, MaximumRetryCount = 4 }, host.RestartPolicy);
        Assert.EndsWith(",uid=7,gid=7", host.Tmpfs!["/r"], StringComparison.Ordinal);
    }

    [Fact]
    public void Runtime_IsThatOfTheSpec_ForNodesAndWorkers()
    {
        ClusterPlan plan = Plan(Plain);
        plan = plan with { Spec = plan.Spec with { Runtime = "crun" } };
        WorkerPlan worker = plan.Workers[0];

        Assert.Equal("crun", NodeContainer.For(plan, plan.Nodes[0], "network", "image").HostConfig!.Runtime);
        Assert.Equal(
            "crun",
            WorkerContainer.For(plan, worker, new WorkerRenderer(plan).Render(worker), "node", "image")
                .HostConfig!.Runtime);
    }

    [Fact]
    public void For_LeavesNetworkSysctlsAndHostname_ToTheNodeOfABoundedWorker()
    {
        WorkerGroupSpec group = Plain with
        {
            Hostname = "h{worker.number}",
            Network = new NetworkLimitSpec(1_000_000),
            Sysctls = new Dictionary<string, string> { ["net.core.somaxconn"] = "9", ["kernel.sem"] = "1 2 3 4" },
        };
        ClusterPlan plan = Plan(group);

        CreateContainerParameters node = NodeContainer.For(plan, plan.Nodes[0], "network", "image");

        Assert.Equal("h1", node.Hostname);
        Assert.Equal(["net.core.somaxconn"], node.HostConfig!.Sysctls!.Keys);
        CreateContainerParameters worker = Create(group);
        Assert.Null(worker.Hostname);
        Assert.Equal(["kernel.sem"], worker.HostConfig!.Sysctls!.Keys);
    }

    [Fact]
    public void Volumes_AreTheOutermostDirectories_WhereTheRootIsReadOnly()
    {
        WorkerGroupSpec group = Plain with
        {
            ReadOnlyRoot = true,
            Files = [File("/etc/a/x"), File("/etc/a/b/y"), File("/opt/z"), File("/etc/ab/w")],
        };

        Assert.Equal(["/etc/a", "/opt", "/etc/ab"], WorkerFiles.VolumesOf(group));
        Assert.Empty(WorkerFiles.VolumesOf(group with { ReadOnlyRoot = false }));
        Mount mount = Create(group).HostConfig!.Mounts![0];
        Assert.Equal("volume", mount.Type);
        Assert.Null(mount.Source);
        Assert.Equal("demo", mount.VolumeOptions!.Labels!["scalesim.cluster"]);
    }

    [Fact]
    public async Task Archives_GoToTheVolumes_OrToTheRootAtOnce()
    {
        WorkerGroupSpec group = Plain with { ReadOnlyRoot = true, Files = [File("/etc/a/b/y"), File("/opt/z")] };
        IReadOnlyList<RenderedFile> files = new WorkerRenderer(Plan(group)).Render(Plan(group).Workers[0]).Files;

        Assert.Equal(
            ["/etc/a/b", "/opt"],
            (await WorkerFiles.ArchivesAsync(group, files, CancellationToken.None))
                .Select(archive => archive.Directory));
        Assert.Equal(
            ["/"],
            (await WorkerFiles.ArchivesAsync(group with { ReadOnlyRoot = false }, files, CancellationToken.None))
                .Select(archive => archive.Directory));
    }

    private static FileSpec File(string path) => new() { Path = path, Content = "x" };

    private static CreateContainerParameters Create(WorkerGroupSpec group)
    {
        ClusterPlan plan = Plan(group);
        WorkerPlan worker = plan.Workers[0];
        return WorkerContainer.For(plan, worker, new WorkerRenderer(plan).Render(worker), "node", "image");
    }

    private static ClusterPlan Plan(WorkerGroupSpec group) => Planner.Plan(
        new ClusterSpec
        {
            Name = "demo",
            Groups = [group],
            Master = new ExternalMasterSpec { Host = "192.0.2.1", Port = 19998 },
        },
        new HostFacts
        {
            Engine = new EngineFacts
            {
                Kind = "docker", Version = "28", ApiVersion = new Version(1, 43), IsLocal = true, Cores = 2,
                MemoryBytes = 64L << 30,
            },
            MemoryAvailableBytes = 64L << 30,
        },
        new RunIdentity("0a1b2c3d", "ada", "0.1.0"));
}
