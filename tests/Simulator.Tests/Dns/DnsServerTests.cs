using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using ScaleSim.Simulator.Dns;

namespace ScaleSim.Simulator.Tests.Dns;

public sealed class DnsServerTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _deadline = new(Patience);
    private readonly DnsServer _server = Start(new DnsServerOptions { ConnectionsMax = 4 });

    public Task InitializeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Datagrams_AreAnswered_WhateverCameBefore()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(_server.EndPoint);
        var random = new Random(20261121);
        for (int i = 0; i < 100; i++)
        {
            byte[] noise = new byte[random.Next(0, 600)];
            random.NextBytes(noise);
            await socket.SendAsync(noise, _deadline.Token);
        }

        // Noise may have filled the kernel's buffer for a moment, and some of it has got answers.
        byte[] reply = new byte[2048];
        int length = 0;
        while (length < 12 || reply[0] != 0x12 || reply[1] != 0x34 || DnsReply.Read(reply.AsSpan(0, length)).Code != 0)
        {
            await socket.SendAsync(DnsMessage.Query("worker-0001.demo.scalesim.internal"), _deadline.Token);
            length = await socket.ReceiveAsync(reply, _deadline.Token);
        }

        Assert.Equal("198.18.4.2", Assert.Single(DnsReply.Read(reply.AsSpan(0, length)).Answers).Data);
    }

    [Fact]
    public async Task ManyAskers_AreEachAnsweredTheirOwn()
    {
        await Task.WhenAll(Enumerable.Range(1, 20).Select(async asker =>
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            await socket.ConnectAsync(_server.EndPoint);
            byte[] reply = new byte[2048];
            for (int i = 0; i < 50; i++)
            {
                string name = $"worker-{asker * 7:0000}.demo.scalesim.internal";
                ushort id = (ushort)((asker * 100) + i);
                await socket.SendAsync(new DnsMessage { Id = id }.Question(name).Bytes(), _deadline.Token);
                int length = await socket.ReceiveAsync(reply, _deadline.Token);
                DnsReply answer = DnsReply.Read(reply.AsSpan(0, length));
                Assert.Equal(id, answer.Id);
                Assert.Equal(name, Assert.Single(answer.Answers).Name);
            }
        }));
    }

    [Fact]
    public async Task Connection_AnswersManyQueries_AlsoSentAtOnceAndInPieces()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(_server.EndPoint, _deadline.Token);
        NetworkStream stream = client.GetStream();
        byte[][] queries =
        [
            .. Enumerable.Range(1, 50).Select(index => new DnsMessage { Id = (ushort)index }
                .Question($"worker-{index:0000}.demo.scalesim.internal").Bytes()),
        ];
        byte[] all = [.. queries.SelectMany(query => (byte[])[0, (byte)query.Length, .. query])];
        await stream.WriteAsync(all.AsMemory(0, 101), _deadline.Token);
        await stream.FlushAsync(_deadline.Token);
        await stream.WriteAsync(all.AsMemory(101), _deadline.Token);

        for (int index = 1; index <= queries.Length; index++)
        {
            DnsReply reply = await ReadAsync(stream);
            Assert.Equal(index, reply.Id);
            Assert.Equal($"worker-{index:0000}.demo.scalesim.internal", Assert.Single(reply.Answers).Name);
        }
    }

    [Fact]
    public async Task Connection_GetsWhatIsTooMuchForADatagram()
    {
        await using DnsServer server = Start(
            new DnsServerOptions(), NameTables.Responder(NameTables.WithManyAddresses(900)));
        using var client = new TcpClient();
        await client.ConnectAsync(server.EndPoint, _deadline.Token);
        byte[] query = DnsMessage.Query("many.demo.scalesim.internal");
        await client.GetStream().WriteAsync((byte[])[0, (byte)query.Length, .. query], _deadline.Token);

        Assert.Equal(900, (await ReadAsync(client.GetStream())).Answers.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    [InlineData(4097)]
    [InlineData(65535)]
    public async Task Connection_IsClosed_ForALengthThatNoQueryHas(int length)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(_server.EndPoint, _deadline.Token);
        await client.GetStream().WriteAsync((byte[])[(byte)(length >> 8), (byte)length], _deadline.Token);

        await AssertClosedAsync(client);
    }

    [Fact]
    public async Task Connection_IsClosed_WhenItIsIdle()
    {
        await using DnsServer server = Start(new DnsServerOptions { IdleTimeout = TimeSpan.FromMilliseconds(100) });
        using var silent = new TcpClient();
        await silent.ConnectAsync(server.EndPoint, _deadline.Token);
        using var slow = new TcpClient();
        await slow.ConnectAsync(server.EndPoint, _deadline.Token);
        await slow.GetStream().WriteAsync((byte[])[0, 40, 1], _deadline.Token);

        await AssertClosedAsync(silent);
        await AssertClosedAsync(slow);
    }

    [Fact]
    public async Task Connections_AreBounded()
    {
        var open = new List<TcpClient>();
        try
        {
            for (int i = 0; i < 4; i++)
            {
                open.Add(new TcpClient());
                await open[i].ConnectAsync(_server.EndPoint, _deadline.Token);
                await AssertAnsweredAsync(open[i]);
            }

            using var surplus = new TcpClient();
            await surplus.ConnectAsync(_server.EndPoint, _deadline.Token);
            await AssertClosedAsync(surplus);
            await AssertAnsweredAsync(open[0]);
        }
        finally
        {
            open.ForEach(client => client.Dispose());
        }
    }

    [Fact]
    public void Bind_TakesAnotherPort_WhereTheUsualOnesAreTaken()
    {
        var address = IPAddress.Parse("127.18.77.53");
        using DnsSockets first = DnsSockets.Bind(address);
        using DnsSockets second = DnsSockets.Bind(address);
        using DnsSockets third = DnsSockets.Bind(address);

        Assert.All((DnsSockets[])[first, second, third], sockets => Assert.Equal(address, sockets.EndPoint.Address));
        Assert.Equal(3, new HashSet<int> { first.EndPoint.Port, second.EndPoint.Port, third.EndPoint.Port }.Count);
        Assert.True(second.EndPoint.Port is DnsSockets.OtherPort or > 1023);
    }

    [Fact]
    public async Task Disposal_EndsOpenConnections_AndFreesThePort()
    {
        DnsServer server = Start(new DnsServerOptions());
        using var client = new TcpClient();
        await client.ConnectAsync(server.EndPoint, _deadline.Token);
        await AssertAnsweredAsync(client);

        await server.DisposeAsync();

        await AssertClosedAsync(client);
        using var again = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        again.Bind(server.EndPoint);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _deadline.Dispose();

    private static DnsServer Start(DnsServerOptions options, DnsResponder? responder = null) => new(
        responder ?? NameTables.Responder(NameTables.Of(200)),
        DnsSockets.Bind(IPAddress.Parse("127.18.76.53")),
        options);

    private async Task AssertAnsweredAsync(TcpClient client)
    {
        byte[] query = DnsMessage.Query("worker-0001.demo.scalesim.internal");
        await client.GetStream().WriteAsync((byte[])[0, (byte)query.Length, .. query], _deadline.Token);
        Assert.Single((await ReadAsync(client.GetStream())).Answers);
    }

    private async Task AssertClosedAsync(TcpClient client)
    {
        try
        {
            Assert.Equal(0, await client.GetStream().ReadAsync(new byte[1], _deadline.Token));
        }
        catch (IOException)
        {
            // Closed with something unread: a reset.
        }
    }

    private async Task<DnsReply> ReadAsync(NetworkStream stream)
    {
        byte[] length = new byte[2];
        await stream.ReadExactlyAsync(length, _deadline.Token);
        byte[] reply = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
        await stream.ReadExactlyAsync(reply, _deadline.Token);
        return DnsReply.Read(reply);
    }
}
