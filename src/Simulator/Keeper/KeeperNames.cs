using System.Net.Sockets;
using ScaleSim.Core.Hosts;
using ScaleSim.Simulator.Dns;
using ScaleSim.Simulator.HostNames;

namespace ScaleSim.Simulator.Keeper;

/// <summary>
/// The cluster's names on its host, as long as the keeper lives: a DNS responder, and a block in a hosts file where one
/// was asked for. Safe for several threads.
/// </summary>
internal sealed class KeeperNames(KeeperLog log, TimeProvider time) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private DnsResponder? _responder;
    private DnsServer? _server;
    private string? _subnet;
    private (string Path, string Cluster)? _block;

    /// <value>Where the responder answers, as <c>127.18.4.53:53</c>; null while there is none.</value>
    public string? Endpoint => _server?.EndPoint.ToString();

    /// <value>The hosts file that has the block; null for none.</value>
    public string? HostsFile => _block?.Path;

    /// <summary>From now on these are the cluster's names, here and in the hosts file.</summary>
    /// <param name="hostsFile">Absolute; null for none.</param>
    /// <exception cref="KeeperException">The hosts file can't be written.</exception>
    public async Task UseAsync(NameTable names, string? hostsFile, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await AnswerAsync(names);
            if (hostsFile is not null)
            {
                // Before the write: should it end half way, there may be something to remove.
                _block = (hostsFile, names.Cluster);
                await new HostsFile(hostsFile, time).PutAsync(names, cancellationToken);
            }
        }
        catch (HostsFileException exception)
        {
            throw new KeeperException(exception.Message, exception);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Takes the block out of the hosts file. The cluster goes.</summary>
    public async Task ForgetAsync()
    {
        await _turn.WaitAsync();
        try
        {
            if (_block is { } block)
            {
                await new HostsFile(block.Path, time).RemoveAsync(block.Cluster, CancellationToken.None);
                _block = null;
            }
        }
        catch (HostsFileException exception)
        {
            log.Write($"the hosts block is not removed: {exception.Message}");
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAnsweringAsync();
        _turn.Dispose();
    }

    /// <summary>A cluster without a responder is still one: what prevents it is logged; 'status' shows none.</summary>
    private async Task AnswerAsync(NameTable names)
    {
        if (_server is not null && _subnet == names.Subnet)
        {
            _responder!.Replace(new DnsZones(names, _server.EndPoint.Address, _responder.Serial + 1));
            return;
        }

        await StopAnsweringAsync();
        if (!Ipv4Network.TryParse(names.Subnet, out Ipv4Network subnet))
        {
            log.Write($"names are not answered: '{names.Subnet}' is no subnet to derive an address from");
            return;
        }

        try
        {
            DnsSockets sockets = DnsSockets.Bind(DnsSockets.AddressFor(subnet));
            _responder = new DnsResponder(new DnsZones(names, sockets.EndPoint.Address, serial: 1));
            _server = new DnsServer(_responder, sockets, new DnsServerOptions());
            _subnet = names.Subnet;
        }
        catch (SocketException exception)
        {
            log.Write($"names are not answered: no port could be had on the loopback: {exception.Message}");
        }
    }

    private async Task StopAnsweringAsync()
    {
        await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);
        _server = null;
    }
}
