using System.Net;
using ScaleSim.Core.Tests.Reports;
using ScaleSim.Simulator.Dns;
using ScaleSim.Simulator.HostNames;

namespace ScaleSim.Simulator.Tests.Dns;

/// <summary>A thousand workers' names, asked by BIND's dig over real sockets.</summary>
public sealed class DigTests : IAsyncLifetime, IDisposable
{
    private static readonly NameTable Names = NameTables.Of(1000);

    private readonly TemporaryDirectory _directory = new();
    private readonly DnsServer _server = new(
        NameTables.Responder(Names), DnsSockets.Bind(IPAddress.Parse("127.18.78.53")), new DnsServerOptions());

    public Task InitializeAsync() => Task.CompletedTask;

    [DigFact]
    public async Task EveryName_HasItsAddress() => Assert.Equal(
        Names.Names.Select(name => $"{Names.FullName(name)}. 5 IN A {name.Address}"),
        await AskAllAsync(Names.Names.Select(Names.FullName)));

    [DigFact]
    public async Task EveryName_HasItsAddress_OverTcp() => Assert.Equal(
        Names.Names.Select(name => $"{Names.FullName(name)}. 5 IN A {name.Address}"),
        await AskAllAsync(Names.Names.Select(Names.FullName), "+tcp"));

    [DigFact]
    public async Task EveryNodesAddress_HasItsName()
    {
        Assert.Equal(11, Names.Reverse.Count);
        Assert.Equal(
            Names.Reverse.Select(name => $"{ReverseOf(name.Address)} 5 IN PTR {Names.FullName(name)}."),
            await AskAllAsync(Names.Reverse.Select(name => $"-x {name.Address}")));
    }

    [DigFact]
    public async Task Answers_AreAsTheStandardsWant()
    {
        await AssertStatusAsync("NOERROR", "worker-0001.demo.scalesim.internal", "AAAA");
        await AssertStatusAsync("NOERROR", "demo.scalesim.internal", "SOA");
        await AssertStatusAsync("NXDOMAIN", "worker-1001.demo.scalesim.internal");
        await AssertStatusAsync("REFUSED", "www.example.com");
        await AssertStatusAsync("REFUSED", "demo.scalesim.internal", "AXFR");
        await AssertStatusAsync("NOTIMP", "demo.scalesim.internal", "SOA", "+opcode=notify");
        await AssertStatusAsync("BADVERS", "worker-0001.demo.scalesim.internal", "+edns=1", "+noednsnegotiation");
        await AssertStatusAsync("NOERROR", "WORKER-0001.demo.SCALESIM.internal", "+cookie", "+nsid", "+dnssec");
        await AssertStatusAsync("NOERROR", "worker-0001.demo.scalesim.internal", "+noedns");
        await AssertStatusAsync("NOERROR", "worker-0001.demo.scalesim.internal", "ANY", "+bufsize=512");
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _directory.Dispose();

    private static string ReverseOf(string address) =>
        $"{string.Join('.', address.Split('.').Reverse())}.in-addr.arpa.";

    /// <summary>One dig for all questions, and the records of the answers with single spaces.</summary>
    private async Task<IEnumerable<string>> AskAllAsync(IEnumerable<string> questions, params string[] options)
    {
        string batch = _directory.PathOf("batch");
        await File.WriteAllLinesAsync(batch, questions.Select(question => $"{question} +noall +answer"));
        IReadOnlyList<string> lines = await DigAsync([.. options, "-f", batch]);
        return lines.Where(line => !line.StartsWith(';'))
            .Select(line => string.Join(' ', line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)));
    }

    private async Task AssertStatusAsync(string status, params string[] arguments)
    {
        string all = string.Join('\n', await DigAsync([.. arguments, "+norecurse"]));
        // An AXFR that is refused is no more than "; Transfer failed."
        Assert.True(
            all.Contains($"status: {status},", StringComparison.Ordinal)
                || (arguments.Contains("AXFR") && all.Contains("Transfer failed", StringComparison.Ordinal)),
            $"expected {status}: {all}");
        Assert.DoesNotContain("WARNING", all, StringComparison.OrdinalIgnoreCase);
    }

    private Task<IReadOnlyList<string>> DigAsync(IEnumerable<string> arguments) => Tool.LinesAsync(
        "dig",
        [$"@{_server.EndPoint.Address}", "-p", $"{_server.EndPoint.Port}", "+tries=3", "+time=5", .. arguments]);
}
