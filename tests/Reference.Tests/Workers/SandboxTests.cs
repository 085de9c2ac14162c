using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ScaleSim.WorkerImage;
using ScaleSim.WorkerImage.Sandbox;

namespace ScaleSim.Reference.Tests.Workers;

public sealed class SandboxTests : IDisposable
{
    private readonly StringWriter _output = new(CultureInfo.InvariantCulture);
    private readonly StringWriter _error = new(CultureInfo.InvariantCulture);

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public void Resolve_PrintsNameAndAddress()
    {
        var code = ResolveVerb.Run(["localhost"], _output, _error);

        Assert.Equal(0, code);
        Assert.Equal("localhost 127.0.0.1\n", _output.ToString());
    }

    [Fact]
    public void Resolve_SaysWhichNameFails_AndGoesOn()
    {
        var code = ResolveVerb.Run(["nobody.invalid", "localhost"], _output, _error);

        Assert.Equal(1, code);
        Assert.StartsWith("nobody.invalid does not resolve", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal("localhost 127.0.0.1\n", _output.ToString());
    }

    [Fact]
    public void Connect_PrintsAVerdictPerPort_InOrder()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var open = ((IPEndPoint)listener.LocalEndpoint).Port;

        var code = ConnectVerb.Run(["127.0.0.1:1", $"localhost:{open}"], _output, _error);

        var lines = _output.ToString().Split('\n');
        Assert.Equal(1, code);
        Assert.StartsWith("127.0.0.1:1 failed ", lines[0], StringComparison.Ordinal);
        Assert.Equal($"localhost:{open} ok", lines[1]);
    }

    [Fact]
    public void Connect_Succeeds_WhenEveryPortAnswers()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        Assert.Equal(0, ConnectVerb.Run([$"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"], _output, _error));
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("localhost:0")]
    [InlineData("localhost:70000")]
    [InlineData(":80")]
    [InlineData("localhost:http")]
    public void Connect_RefusesWhatIsNoPort(string endpoint)
    {
        Assert.Equal(2, ConnectVerb.Run([endpoint], _output, _error));
        Assert.StartsWith($"'{endpoint}' is not HOST:PORT", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Usage_ListsTheVerbs_WhenNothingIsAsked()
    {
        Assert.Equal(2, Usage.Show(["wroker"], _error));
        Assert.Contains("Nothing is called 'wroker' here", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("pause resolve NAME", _error.ToString(), StringComparison.Ordinal);
    }
}
