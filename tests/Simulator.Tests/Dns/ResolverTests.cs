using System.Net;
using ScaleSim.Core.Tests.Reports;
using ScaleSim.Simulator.Dns;
using ScaleSim.Simulator.HostNames;

namespace ScaleSim.Simulator.Tests.Dns;

/// <summary>
/// A thousand workers' names, asked by the C library: getent in a mount namespace of its own, with other files in the
/// places of /etc/hosts and /etc/resolv.conf.
/// </summary>
public sealed class ResolverTests : IDisposable
{
    // A loopback address at which nobody listens.
    private const string Nobody = "127.255.255.1";

    private const string Enter = """
        set -eu
        cd "$0"
        for file in hosts resolv.conf nsswitch.conf; do
            if [ -e "/etc/$file" ]; then mount --bind "$file" "/etc/$file"; fi
        done
        getent ahostsv4 $(cat names) | awk '$2 == "STREAM" {print $1, $3}'
        getent hosts $(cat addresses) | awk '{print $1, $2}'
        """;

    private static readonly NameTable Names = NameTables.Of(1000);

    private readonly TemporaryDirectory _directory = new();

    [ResolverFact]
    public async Task Responder_IsAskedByTheCLibrary()
    {
        await using var server = new DnsServer(
            NameTables.Responder(Names), DnsSockets.Bind(IPAddress.Parse("127.18.79.53")), new DnsServerOptions());
        Assert.True(server.EndPoint.Port == DnsSockets.Port, "another program has port 53 of all addresses");

        Assert.Equal(Expected(), await AskAsync("", server.EndPoint.Address.ToString(), "dns"));
    }

    [ResolverFact]
    public async Task Responder_LeavesOtherClustersToTheNextServer()
    {
        NameTable other = NameTables.Of(5, "other", "198.18.8.0/22");
        await using var first = new DnsServer(
            NameTables.Responder(other), DnsSockets.Bind(IPAddress.Parse("127.18.80.53")), new DnsServerOptions());
        await using var second = new DnsServer(
            NameTables.Responder(Names), DnsSockets.Bind(IPAddress.Parse("127.18.81.53")), new DnsServerOptions());

        Assert.Equal(
            Expected(), await AskAsync("", $"{first.EndPoint.Address}\nnameserver {second.EndPoint.Address}", "dns"));
    }

    [ResolverFact]
    public async Task HostsFile_IsReadByTheCLibrary() => Assert.Equal(
        Expected(),
        await AskAsync(
            HostsText.Put("127.0.0.1 localhost", Names.Cluster, HostsText.LinesOf(Names)), Nobody, "files"));

    public void Dispose() => _directory.Dispose();

    private static IEnumerable<string> Expected() =>
    [
        .. Names.Names.Select(name => $"{name.Address} {Names.FullName(name)}"),
        .. Names.Reverse.Select(name => $"{name.Address} {Names.FullName(name)}"),
    ];

    private async Task<IEnumerable<string>> AskAsync(string hosts, string server, string source)
    {
        await File.WriteAllTextAsync(_directory.PathOf("hosts"), hosts);
        await File.WriteAllTextAsync(_directory.PathOf("resolv.conf"), $"nameserver {server}\n");
        await File.WriteAllTextAsync(_directory.PathOf("nsswitch.conf"), $"hosts: {source}\n");
        await File.WriteAllLinesAsync(_directory.PathOf("names"), Names.Names.Select(Names.FullName));
        await File.WriteAllLinesAsync(_directory.PathOf("addresses"), Names.Reverse.Select(name => name.Address));
        return await Tool.LinesAsync("unshare", "--mount", "sh", "-c", Enter, _directory.Path);
    }
}
