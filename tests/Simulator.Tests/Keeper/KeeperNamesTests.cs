using System.Net;
using System.Net.Sockets;
using ScaleSim.Core.Tests.Reports;
using ScaleSim.Simulator.HostNames;
using ScaleSim.Simulator.Keeper;
using ScaleSim.Simulator.Tests.Dns;

namespace ScaleSim.Simulator.Tests.Keeper;

public sealed class KeeperNamesTests : IAsyncLifetime, IDisposable
{
    private const string Before = "127.0.0.1 localhost\n";

    private readonly TemporaryDirectory _directory = new();
    private readonly KeeperNames _names;

    public KeeperNamesTests() =>
        _names = new KeeperNames(new KeeperLog(_directory.PathOf("log"), TimeProvider.System), TimeProvider.System);

    private string HostsFile => _directory.PathOf("hosts");

    public Task InitializeAsync() => File.WriteAllTextAsync(HostsFile, Before);

    [Fact]
    public async Task Names_AreAnsweredAndInTheFile_UntilTheyAreForgotten()
    {
        Assert.Null(_names.Endpoint);
        await _names.UseAsync(Names(3), HostsFile, CancellationToken.None);
        string endpoint = _names.Endpoint!;
        Assert.StartsWith("127.18.240.53:", endpoint, StringComparison.Ordinal);
        Assert.Empty((await AskAsync(4)).Answers);

        await _names.UseAsync(Names(4), HostsFile, CancellationToken.None);

        Assert.Equal(endpoint, _names.Endpoint);
        Assert.Single((await AskAsync(4)).Answers);
        Assert.Contains("worker-0004", await File.ReadAllTextAsync(HostsFile), StringComparison.Ordinal);
        Assert.Equal(HostsFile, _names.HostsFile);
        await _names.ForgetAsync();
        await _names.ForgetAsync();
        Assert.Equal(Before, await File.ReadAllTextAsync(HostsFile));
        Assert.Null(_names.HostsFile);
    }

    [Fact]
    public async Task AnotherSubnet_IsAnsweredAtAnotherAddress()
    {
        await _names.UseAsync(Names(3), hostsFile: null, CancellationToken.None);
        await _names.UseAsync(NameTables.Of(3, subnet: "198.18.244.0/22"), hostsFile: null, CancellationToken.None);

        Assert.StartsWith("127.18.244.53:", _names.Endpoint, StringComparison.Ordinal);
        Assert.Equal("198.18.244.2", Assert.Single((await AskAsync(1)).Answers).Data);
        Assert.Equal(Before, await File.ReadAllTextAsync(HostsFile));
    }

    [Fact]
    public async Task FileThatCanNotBeWritten_IsTheKeepersRefusal()
    {
        KeeperException refusal = await Assert.ThrowsAsync<KeeperException>(
            () => _names.UseAsync(Names(1), "/sys/kernel/uevent_seqnum", CancellationToken.None));

        Assert.Contains("/sys/kernel/uevent_seqnum can't be written", refusal.Message, StringComparison.Ordinal);
        await _names.ForgetAsync();
    }

    public async Task DisposeAsync() => await _names.DisposeAsync();

    public void Dispose() => _directory.Dispose();

    private static NameTable Names(int workers) => NameTables.Of(workers, subnet: "198.18.240.0/22");

    private async Task<DnsReply> AskAsync(int worker)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(IPEndPoint.Parse(_names.Endpoint!), deadline.Token);
        await socket.SendAsync(DnsMessage.Query($"worker-{worker:0000}.demo.scalesim.internal"), deadline.Token);
        byte[] reply = new byte[2048];
        return DnsReply.Read(reply.AsSpan(0, await socket.ReceiveAsync(reply, deadline.Token)));
    }
}
