using ScaleSim.Core.Ports;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Images;
using ScaleSim.Core.Specs.Probes;
using ScaleSim.Core.Specs.Registrations;
using ScaleSim.Core.Specs.UserChecks;
using ScaleSim.Core.Specs.Workers;
using ScaleSim.Simulator.ClusterFiles;

namespace ScaleSim.Simulator.Tests.ClusterFiles;

/// <summary>What files mean, with their short forms.</summary>
public sealed class GoodFileTests
{
    [Fact]
    public void Read_FillsASpec_WithWhatTheFileSaysAndDefaultsForTheRest()
    {
        ClusterSpec spec = ClusterYaml.Spec("""
            name: nightly
            portRange: 21000-21999
            expose: published
            shim: node
            strictMemory: true
            seed: 7
            start: {batch: 50, rate: 2.5, jitter: 500ms}
            master: {external: 'm.example:9421'}
            workers: {image: i}
            """);

        Assert.Equal("nightly", spec.Name);
        Assert.Equal(new PortRange(21000, 21999), spec.Ports);
        Assert.Equal(Exposure.Published, spec.Expose);
        Assert.Equal(ShimSharing.Node, spec.Shim);
        Assert.True(spec.StrictMemory);
        Assert.Equal(7, spec.Seed);
        Assert.Equal(new StartSpec(50, 2.5, TimeSpan.FromMilliseconds(500)), spec.Start);
        Assert.Equal(new ExternalMasterSpec { Host = "m.example", Port = 9421 }, spec.Master);
        WorkerGroupSpec group = Assert.Single(spec.Groups);
        Assert.Equal(("worker", 100), (group.Name, group.Count));
        Assert.Equal(WorkerGroupSpec.DefaultMemoryBytes, group.MemoryBytes);
    }

    [Theory]
    [InlineData("count: 0x10", 16)]
    [InlineData("count: 010", 10)]
    [InlineData("count: 42", 42)]
    public void Numbers_AreThoseOfYaml12(string key, int count) => Assert.Equal(count, ClusterYaml.Group(key).Count);

    [Theory]
    [InlineData("0644")]
    [InlineData("'0644'")]
    [InlineData("644")]
    [InlineData("0o644")]
    public void Modes_AreOctal_HoweverTheyAreWritten(string mode) => Assert.Equal(
        "0644", ClusterYaml.Group($"files: [{{path: /f, content: a, mode: {mode}}}]").Files[0].Mode);

    [Fact]
    public void Environment_KeepsTexts_AndTakesTheCallersVariables()
    {
        WorkerGroupSpec group = ClusterYaml.Group(
            "environment: {A: no, B: 0777, C: true, D: '${SET}/x', E: '${GONE:-z}', F: 'a$$b', G: '{node.ip}'}");

        Assert.Equal(
            ["no", "0777", "true", "from{{outside}}/x", "z", "a$b", "{node.ip}"], group.Environment.Values);
        Assert.Equal("2", ClusterYaml.Group("environment: [A=1=1, B=2]").Environment["B"]);
    }

    [Fact]
    public void Ports_AreNamesOrNumbers_InTheOrderOfTheFile()
    {
        Assert.Equal([new PortSpec("z"), new PortSpec("a")], ClusterYaml.Group("ports: [z, a]").Ports);
        Assert.Equal(
            [new PortSpec("z", 8080), new PortSpec("a")], ClusterYaml.Group("ports: {z: 8080, a: auto}").Ports);
    }

    [Fact]
    public void Commands_AreWords_OrSplitAtBlanks()
    {
        Assert.Equal(["a", "b c", "d"], ClusterYaml.Group("command: a 'b c' d").Command);
        Assert.Equal(["a b", "3"], ClusterYaml.Group("command: ['a b', 3]").Command);
    }

    [Fact]
    public void Images_AreTags_ArchivesOrFilesOfTheHost()
    {
        Assert.Equal(new TagImageSpec("i", ImagePull.Never), ClusterYaml.Group("pull: never").Image);
        Assert.Equal(new ArchiveImageSpec("/base/a.tar", "t"), Image("archive: {path: a.tar, tag: t}"));
        var host = Assert.IsType<HostImageSpec>(Image(
            "fromHost: {paths: [/usr/bin/a, {source: ./b, target: /opt/b}], certificates: true}"));
        Assert.Equal([new HostPathSpec("/usr/bin/a"), new HostPathSpec("/base/b", "/opt/b")], host.Paths);
        Assert.True(host.Certificates);
        Assert.Single(Assert.IsType<HostImageSpec>(Image("fromHost: [/usr/bin/a]")).Paths);
    }

    [Fact]
    public void Limits_AreReadInTheirUnits()
    {
        WorkerGroupSpec group = ClusterYaml.Group(
            "memory: 1g",
            "network: {rate: 100Mbit}",
            "ulimits: {nofile: 1024, core: {soft: 0, hard: -1}}",
            "sysctls: {net.core.somaxconn: 1024}",
            "stopTimeout: 1m30s",
            "timerSlack: 20ms",
            "restart: on-failure",
            "logs: {maxSize: 4MiB}",
            "perNode: auto",
            "mounts: ['/a:/b', './c:/d:rw']");

        Assert.Equal(1L << 30, group.MemoryBytes);
        Assert.Equal(100_000_000, group.Network?.RateBits);
        Assert.Equal(new UlimitSpec(1024, 1024), group.Ulimits["nofile"]);
        Assert.Equal(new UlimitSpec(0, -1), group.Ulimits["core"]);
        Assert.Equal("1024", group.Sysctls["net.core.somaxconn"]);
        Assert.Equal(TimeSpan.FromSeconds(90), group.StopTimeout);
        Assert.Equal(TimeSpan.FromMilliseconds(20), group.TimerSlack);
        Assert.Equal(5, group.Restart.MaxRetries);
        Assert.Equal(new LogSpec(4L << 20, 2), group.Logs);
        Assert.Null(group.PerNode);
        Assert.Equal([new MountSpec("/a", "/b"), new MountSpec("/base/c", "/d", false)], group.Mounts);
    }

    [Fact]
    public void Probes_MeanTheFirstPort_WhereTheyNameNone()
    {
        Assert.Equal(new TcpProbeSpec("rpc"), ClusterYaml.Group("ports: [rpc, web]", "ready: {tcp: {}}").Ready);
        Assert.Equal(
            new HttpProbeSpec("web", "/h") { Status = 204, Interval = TimeSpan.FromSeconds(1) },
            ClusterYaml.Group(
                "ports: [rpc, web]", "ready: {http: {port: web, path: /h, status: 204}, interval: 1s}").Ready);
        Assert.Equal(new LogProbeSpec("up"), ClusterYaml.Group("ready: {log: up}").Ready);
        Assert.IsType<ExecProbeSpec>(ClusterYaml.Group("ready: {exec: [a, b]}").Ready);
    }

    [Fact]
    public void Registration_MatchesTheFirstPort_WhereNobodySays()
    {
        RegistrationSpec list = ClusterYaml.Spec(ClusterYaml.Root("registered: {http: /w, list: '$[*]'}")).Registered!;
        RegistrationSpec count = ClusterYaml.Spec(ClusterYaml.Root(
            "registered: {prometheus: {path: /m, port: 1}, count: {metric: up, where: {a: b}}}")).Registered!;

        Assert.Equal("{node.ip}:{ports.rpc}", list.Match);
        Assert.Equal(new JsonSelectionSpec("$[*]"), list.Select);
        Assert.True(count.CountOnly);
        Assert.Equal(new HttpQuerySpec("/m", 1), count.Query);
        Assert.Equal("b", Assert.IsType<MetricSelectionSpec>(count.Select).Where["a"]);
    }

    [Fact]
    public void Checks_AreReadInTheirOrder()
    {
        IReadOnlyList<CheckSpec> checks = ClusterYaml.Spec(ClusterYaml.Root(
            "checks:",
            "  z: {exec: ./a.sh, expect: {number: '>= 3'}, retry: 30s}",
            "  y: {exec: [df], workers: 5%}",
            "  x: {http: {port: rpc, path: /}}",
            "  w: {tcp: rpc, timeout: 5s}")).Checks;

        Assert.Equal(["z", "y", "x", "w"], checks.Select(check => check.Name));
        Assert.Equal(["/base/./a.sh"], Assert.IsType<HostCheckSpec>(checks[0]).Command);
        Assert.Equal("5%", Assert.IsType<WorkerCheckSpec>(checks[1]).Workers);
        Assert.Equal("all", Assert.IsType<HttpCheckSpec>(checks[2]).Workers);
        Assert.Equal(TimeSpan.FromSeconds(5), checks[3].Timeout);
    }

    [Fact]
    public void Groups_TakeWhatTheyDoNotSay_FromWorkers()
    {
        ClusterSpec spec = ClusterYaml.Spec("""
            master: {external: 'm:1'}
            x-limits: &limits {memory: 64MiB, cpus: 2}
            workers: {image: i, pull: never, ports: [rpc], cpus: 1}
            groups:
              small: {count: 3}
              large: {<<: *limits, archive: a.tar}
            """);

        Assert.Equal([("small", 3, 1.0), ("large", 1, 2.0)], spec.Groups.Select(g => (g.Name, g.Count, g.Cpus!.Value)));
        Assert.Equal(64L << 20, spec.Groups[1].MemoryBytes);
        Assert.IsType<ArchiveImageSpec>(spec.Groups[1].Image);
        Assert.All(spec.Groups, group => Assert.Single(group.Ports));
    }

    [Fact]
    public void ExternalMaster_IsLookedAt_AsTheFileSays()
    {
        var master = Assert.IsType<ExternalMasterSpec>(ClusterYaml.Spec("""
            workers: {image: i}
            master:
              external: {host: m.example, port: 9421, ready: {http: /health, deadline: 5s}, metrics: /metrics}
            """).Master);

        Assert.Equal(("m.example", 9421, "/metrics"), (master.Host, master.Port, master.MetricsPath));
        Assert.Equal(new HttpProbeSpec(null, "/health") { Deadline = TimeSpan.FromSeconds(5) }, master.Ready);
    }

    [Fact]
    public void MasterProcess_RunsBesideTheFile()
    {
        var master = Assert.IsType<ProcessMasterSpec>(ClusterYaml.Spec("""
            workers: {image: i}
            master:
              process:
                command: [./master, '{network.gateway}']
                port: 9421
                environment: {A: b}
                workingDirectory: data
                logFile: m.log
                restart: on-failure:2
                ready: {http: /health}
                metrics: /metrics
            """).Master);

        Assert.Equal(["/base/./master", "{network.gateway}"], master.Command);
        Assert.Equal(("/base/data", "/base/m.log"), (master.WorkingDirectory, master.LogFile));
        Assert.Equal(new HttpProbeSpec(null, "/health"), master.Ready);
        Assert.Equal("/metrics", master.MetricsPath);
    }

    [Fact]
    public void ReferenceMaster_BringsItsWorkers_WhichKeysChange()
    {
        ClusterFile file = ClusterYaml.File("master: reference\nworkers: 7\n");
        ClusterSpec bare = ClusterYaml.Spec("master: reference\n");

        Assert.True(file.IsReference);
        Assert.Equal(7, file.Spec.Groups[0].Count);
        Assert.Equal(100, bare.Groups[0].Count);
        Assert.NotNull(bare.Registered);
        Assert.False(ClusterYaml.File(ClusterYaml.Root()).IsReference);
    }

    private static ImageSpec Image(string key) =>
        ClusterYaml.Spec(ClusterYaml.InWorkers().Replace("image: i", key, StringComparison.Ordinal)).Groups[0].Image;
}
