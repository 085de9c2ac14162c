using ScaleSim.Core.Tests.Hosts;
using ScaleSim.Simulator.Remains;
using ScaleSim.Simulator.Remains.Kinds;

namespace ScaleSim.Simulator.Tests.Remains;

public sealed class HostKindsTests
{
    private readonly FakeHostFiles _files = Leftovers.OthersAlone();

    [Fact]
    public async Task NothingIsFound_WhereOnlyOthersHaveSomething()
    {
        foreach (IRemainsKind kind in (IRemainsKind[])
        [
            new InterfacesKind(_files), new RoutesKind(_files), new MountsKind(_files), new ProcessesKind(_files),
            new HostsBlockKind(_files), new FilesKind(_files),
        ])
        {
            Assert.Empty(await Leftovers.NamesAsync(kind));
        }
    }

    [Fact]
    public async Task Interfaces_AreTheBridgeAndItsPorts()
    {
        _files[$"/sys/class/net/{Leftovers.Bridge}/ifindex"] = "31\n";
        _files["/sys/class/net/veth0001/ifindex"] = "8\n";

        KindLook look = await new InterfacesKind(_files).LookAsync(Leftovers.Marks, CancellationToken.None);

        Assert.Equal(
            [
                new Remain("interface ss-1a2b3c4d", "ip link delete ss-1a2b3c4d"),
                new Remain("interface veth0001", "ip link delete veth0001"),
            ],
            look.Found);
    }

    [Fact]
    public async Task Routes_AreThoseWithinTheSubnet()
    {
        _files["/proc/net/route"] = Leftovers.Routes(
            ("eth0", "00000000", "00000000"), ("*", "000012C6", "0000FEFF"), ("eth0", "000512C6", "00FFFFFF"));

        Assert.Equal(["route 198.18.5.0/24"], await Leftovers.NamesAsync(new RoutesKind(_files)));
    }

    [Fact]
    public async Task Routes_AreSomebodyElses_WhereAnotherClusterHasTheSubnetNow()
    {
        _files["/proc/net/route"] = Leftovers.Routes((Leftovers.OtherBridge, "000412C6", "00FCFFFF"));
        _files["/proc/42/cmdline"] = "/usr/bin/docker-proxy\0-container-ip\0" + "198.18.4.2\0";

        Assert.Empty(await Leftovers.NamesAsync(new RoutesKind(_files)));
        Assert.Empty(await Leftovers.NamesAsync(new ProcessesKind(_files)));
    }

    [Fact]
    public async Task Mounts_AreThoseOfTheContainersAndTheFolder()
    {
        string shm = $"/var/lib/docker/containers/{Leftovers.Container}/mounts/shm";
        _files["/proc/self/mountinfo"] +=
            $"813 25 0:72 / {shm} rw - tmpfs shm rw\n814 25 0:73 / {Leftovers.Marks.Folder}/master rw - tmpfs t rw\n";

        Assert.Equal(
            [$"mount {shm}", $"mount {Leftovers.Marks.Folder}/master"],
            await Leftovers.NamesAsync(new MountsKind(_files)));
    }

    [Fact]
    public async Task Processes_AreTheKeeperByItsStart_AndThoseOfTheContainers()
    {
        _files[$"/proc/{Leftovers.KeeperId}/stat"] = Leftovers.Stat(Leftovers.KeeperId, startTicks: 44021);
        _files["/proc/50/cmdline"] = $"/usr/bin/containerd-shim-runc-v2\0-id\0{Leftovers.Container}\0";
        _files["/proc/51/cmdline"] = "/scalesim-worker\0";
        _files["/proc/51/cgroup"] = $"4:pids:/docker/{Leftovers.Container}\n";
        _files["/proc/52/cmdline"] = "/usr/bin/docker-proxy\0-container-ip\0" + "198.18.4.2\0";
        // Somebody who asks about the container is not of it.
        _files["/proc/53/cmdline"] = $"docker\0inspect\0{Leftovers.Container}\0";

        Assert.Equal(
            ["keeper 812", "process 50", "process 51", "process 52"],
            (await Leftovers.NamesAsync(new ProcessesKind(_files))).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Keeper_HasEnded_WhereItIsAZombie()
    {
        _files[$"/proc/{Leftovers.KeeperId}/stat"] =
            Leftovers.Stat(Leftovers.KeeperId, startTicks: 44021).Replace(") S", ") Z", StringComparison.Ordinal);

        Assert.Empty(await Leftovers.NamesAsync(new ProcessesKind(_files)));
    }

    [Fact]
    public async Task HostsBlock_IsTheClustersOwn()
    {
        _files["/etc/hosts"] += "# scalesim demo begin\n198.18.4.2 node-001.demo.scalesim.internal\n"
            + "# scalesim demo end\n";

        Assert.Equal(["block in /etc/hosts"], await Leftovers.NamesAsync(new HostsBlockKind(_files)));
        Assert.Empty(await Leftovers.NamesAsync(
            new HostsBlockKind(_files), Leftovers.Marks with { HostsFile = null }));
    }

    [Fact]
    public async Task Files_AreTheKeepersFolder()
    {
        _files[$"{Leftovers.Marks.Folder}/keeper.log"] = "";

        Assert.Equal([$"folder {Leftovers.Marks.Folder}"], await Leftovers.NamesAsync(new FilesKind(_files)));
    }

    [Fact]
    public async Task NothingOfAnotherMachine_IsCalledClean()
    {
        ClusterMarks elsewhere = Leftovers.Marks with { Elsewhere = "the cluster's bridge is not on this machine" };
        foreach (IRemainsKind kind in (IRemainsKind[])
        [
            new InterfacesKind(_files), new RoutesKind(_files), new MountsKind(_files),
            new FirewallKind(_files, new StubFirewall()),
        ])
        {
            KindLook look = await kind.LookAsync(elsewhere, CancellationToken.None);
            Assert.Equal(elsewhere.Elsewhere, look.NotChecked);
        }
    }
}
