using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using ScaleSim.EndToEnd.Witness;
using ScaleSim.Tests;

namespace ScaleSim.EndToEnd.Runs;

/// <summary>Published ports: on 127.0.0.1, the same inside and outside, and never one that somebody has.</summary>
[Long]
public sealed class PublishedTests
{
    private const int TakenOffset = 3;

    [DockerFact]
    public async Task Up_PublishesOnLoopback_AndAvoidsAPortInUse()
    {
        using var scalesim = new Scalesim();
        await using var cluster = new TestCluster(scalesim, "published");
        using TcpListener somebody = ListenSomewhere(IPAddress.Loopback);
        int taken = ((IPEndPoint)somebody.LocalEndpoint).Port;
        int first = taken - TakenOffset;

        CommandResult up = await scalesim.RunAsync(
            "up", "--name", cluster.Name, "--workers", "6", "--workers-per-node", "3", "--expose", "published",
            "--ports", PortBlock.RangeFrom(first));

        up.AssertExitCode(0);
        up.AssertStderr("warning:");
        up.AssertStderr($"{taken}");
        up.AssertOutput("worker-0001 is at 127.0.0.1");
        IReadOnlyList<(string Address, int Port)> bindings = await BindingsAsync(cluster);
        Assert.Equal(12, bindings.Count);
        Assert.All(bindings, binding => Assert.Equal("127.0.0.1", binding.Address));
        Assert.DoesNotContain(bindings, binding => binding.Port == taken);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        Assert.Equal(bindings.Select(binding => $"{binding.Port} OK"), await AnswersAsync(http, bindings));
        await AssertReachedOnLoopbackAloneAsync(cluster, [.. bindings.Select(binding => binding.Port)]);

        (await scalesim.RunAsync("down", cluster.Name)).AssertExitCode(0);
        await cluster.AssertNothingLeftAsync();
    }

    [DockerFact]
    public async Task Up_PlansOneWorkerAgainAndSaysSo_WhenItsPortIsTakenAfterThePlan()
    {
        using var scalesim = new Scalesim();
        await using var cluster = new TestCluster(scalesim, "replanned");
        using HeldPort held = HoldSomewhere();
        int first = held.Port - TakenOffset;

        CommandResult up = await scalesim.RunAsync(
            "up", "--name", cluster.Name, "--workers", "4", "--workers-per-node", "2", "--expose", "published",
            "--ports", PortBlock.RangeFrom(first));

        up.AssertExitCode(0);
        up.AssertStderr($"Port {held.Port} was taken between plan and start");
        up.AssertStderr($"worker-0002 gets {first + 8} for its port 'web' instead of {held.Port}.");
        IReadOnlyList<(string Address, int Port)> bindings = await BindingsAsync(cluster);
        Assert.Equal(
            Enumerable.Range(first, 9).Where(port => port != held.Port),
            bindings.Select(binding => binding.Port).Order());
        Assert.Single(await cluster.NetworksAsync());

        (await scalesim.RunAsync("down", cluster.Name)).AssertExitCode(0);
        await cluster.AssertNothingLeftAsync();
    }

    [DockerFact]
    public async Task Up_GivesBothTheirPorts_WhenTwoStartAtOnceInTheSameRange()
    {
        using var scalesim = new Scalesim();
        await using var left = new TestCluster(scalesim, "pubone");
        await using var right = new TestCluster(scalesim, "pubtwo");
        int first;
        using (HeldPort free = HoldSomewhere())
        {
            first = free.Port - TakenOffset;
        }

        CommandResult[] results = await Task.WhenAll(((TestCluster[])[left, right]).Select(cluster =>
            scalesim.RunAsync(
                "up", "--name", cluster.Name, "--workers", "6", "--workers-per-node", "6", "--expose", "published",
                "--ports", PortBlock.RangeFrom(first))));

        Assert.All(results, result => result.AssertExitCode(0));
        int[] ports =
        [
            .. (await BindingsAsync(left)).Concat(await BindingsAsync(right)).Select(binding => binding.Port),
        ];
        Assert.Equal(24, ports.Distinct().Count());
        foreach (TestCluster cluster in (TestCluster[])[left, right])
        {
            (await scalesim.RunAsync("down", cluster.Name)).AssertExitCode(0);
        }

        // The folder of the keepers' files is both clusters'.
        await left.AssertNothingLeftAsync();
        await right.AssertNothingLeftAsync();
    }

    private static HeldPort HoldSomewhere()
    {
        while (true)
        {
            try
            {
                return new HeldPort(PortBlock.TakeFirst() + TakenOffset);
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
            }
        }
    }

    private static TcpListener ListenSomewhere(IPAddress address)
    {
        while (true)
        {
            var listener = new TcpListener(address, PortBlock.TakeFirst() + TakenOffset);
            try
            {
                listener.Start();
                return listener;
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                listener.Dispose();
            }
        }
    }

    private static async Task<IReadOnlyList<(string Address, int Port)>> BindingsAsync(TestCluster cluster) =>
    [
        .. from container in await DockerCli.InspectAsync(await cluster.ContainersAsync())
           let ports = container["HostConfig"]!["PortBindings"]?.AsObject()
           where ports is not null
           from port in ports
           let binding = Assert.Single(port.Value!.AsArray())
           where port.Key == $"{binding["HostPort"]}/tcp"
           orderby port.Key
           select ((string)binding["HostIp"]!, int.Parse((string)binding["HostPort"]!, null)),
    ];

    /// <summary>What the host does with the ports, whatever was asked of the Engine.</summary>
    private static async Task AssertReachedOnLoopbackAloneAsync(TestCluster cluster, IReadOnlyCollection<int> ports)
    {
        JsonObject network = Assert.Single(await DockerCli.InspectAsync(await cluster.NetworksAsync()));
        IPAddress gateway = IPAddress.Parse((string)network["IPAM"]!["Config"]![0]!["Gateway"]!);
        Assert.All(Listeners.At(ports), place => Assert.Equal(IPAddress.Loopback, place.Address));
        // An Engine without a userland proxy forwards in the kernel, and need not listen itself.
        Assert.Empty(ProxiedPorts(ports).Except(Listeners.At(ports).Select(place => place.Port)));
        Assert.Empty(await TcpProbe.OutsideOfLoopbackAsync(ports, gateway));

        // What is bound to all addresses is found by either.
        using TcpListener open = ListenSomewhere(IPAddress.Any);
        var place = (IPEndPoint)open.LocalEndpoint;
        Assert.Equal([place], Listeners.At([place.Port]));
        Assert.Contains(
            new IPEndPoint(gateway, place.Port), await TcpProbe.OutsideOfLoopbackAsync([place.Port], gateway));
    }

    /// <remarks>
    /// A sample: <c>/usr/bin/docker-proxy -proto tcp -host-ip 127.0.0.1 -host-port 22003 -container-ip 198.18.0.2
    /// -container-port 22003</c>
    /// </remarks>
    private static IEnumerable<int> ProxiedPorts(IEnumerable<int> ports) => ports.Where(port =>
        HostProcess.All(process =>
            Path.GetFileName(process.Arguments[0]) == "docker-proxy"
            && process.CommandLine.Contains($" -host-port {port} ", StringComparison.Ordinal)).Count > 0);

    /// <summary>Data and web ports both know /health: what answers is a worker.</summary>
    private static async Task<IReadOnlyList<string>> AnswersAsync(
        HttpClient http, IEnumerable<(string Address, int Port)> bindings)
    {
        var answers = new List<string>();
        foreach ((string address, int port) in bindings)
        {
            using HttpResponseMessage answer = await http.GetAsync(new Uri($"http://{address}:{port}/health"));
            answers.Add($"{port} {answer.StatusCode}");
        }

        return answers;
    }
}
