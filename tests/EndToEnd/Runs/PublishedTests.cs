using System.Net;
using System.Net.Sockets;

namespace ScaleSim.EndToEnd.Runs;

/// <summary>Published ports: on 127.0.0.1, the same inside and outside, and never one that somebody has.</summary>
public sealed class PublishedTests
{
    private const int First = 27_400;
    private const int Taken = First + 3;

    [DockerFact]
    public async Task Up_PublishesOnLoopback_AndAvoidsAPortInUse()
    {
        using var scalesim = new Scalesim();
        await using var cluster = new TestCluster(scalesim, "published");
        using var somebody = new TcpListener(IPAddress.Loopback, Taken);
        somebody.Start();

        CommandResult up = await scalesim.RunAsync(
            "up", "--name", cluster.Name, "--workers", "6", "--workers-per-node", "3", "--expose", "published",
            "--ports", $"{First}-{First + 99}");

        up.AssertExitCode(0);
        up.AssertStderr("warning:");
        up.AssertStderr($"{Taken}");
        up.AssertOutput("worker-0001 is at 127.0.0.1");
        IReadOnlyList<(string Address, int Port)> bindings = await BindingsAsync(cluster);
        Assert.Equal(12, bindings.Count);
        Assert.All(bindings, binding => Assert.Equal("127.0.0.1", binding.Address));
        Assert.DoesNotContain(bindings, binding => binding.Port == Taken);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        Assert.Equal(bindings.Select(binding => $"{binding.Port} OK"), await AnswersAsync(http, bindings));

        (await scalesim.RunAsync("down", cluster.Name)).AssertExitCode(0);
        await cluster.AssertNothingLeftAsync();
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
