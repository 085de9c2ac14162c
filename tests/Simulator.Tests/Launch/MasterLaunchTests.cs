using System.Net;
using System.Net.Sockets;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Specs.Probes;
using ScaleSim.Simulator.Launch;

namespace ScaleSim.Simulator.Tests.Launch;

public sealed class MasterLaunchTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly LaunchServices _services = new(TimeProvider.System, new HostFiles(), new HttpClient());

    public void Dispose()
    {
        _listener.Dispose();
        _services.Http.Dispose();
    }

    [Fact]
    public async Task ReachAsync_SaysNothing_OfAMasterThatAnswers()
    {
        _listener.Start();

        Assert.Null(await ReachAsync(ready: null));
        Assert.Null(await ReachAsync(new ExecProbeSpec(["true"])));
    }

    [Fact]
    public async Task ReachAsync_Warns_WhereNobodySaidWhenItServes()
    {
        string warning = Assert.IsType<string>(await ReachAsync(ready: null));

        Assert.Contains("Workers may still reach it", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReachAsync_Refuses_AMasterThatDoesNotServe_AtTheDeadline()
    {
        var ready = new ExecProbeSpec(["false"])
        {
            Interval = TimeSpan.FromMilliseconds(10), Deadline = TimeSpan.FromMilliseconds(50),
        };

        CommandException refusal = await Assert.ThrowsAsync<CommandException>(() => ReachAsync(ready));

        Assert.Contains("'false' ended with exit code 1", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Start it before the cluster", refusal.Message, StringComparison.Ordinal);
    }

    private Task<string?> ReachAsync(ProbeSpec? ready)
    {
        int port = _listener.Server.IsBound ? ((IPEndPoint)_listener.LocalEndpoint).Port : 1;
        var master = new MasterPlan("master", "127.0.0.1", port, [], new Dictionary<string, string>())
        {
            Ready = ready,
        };
        return MasterLaunch.ReachAsync(master, _services, CancellationToken.None);
    }
}
