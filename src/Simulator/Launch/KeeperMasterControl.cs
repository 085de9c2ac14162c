using ScaleSim.Core.Runs;
using ScaleSim.Simulator.Keeper;

namespace ScaleSim.Simulator.Launch;

/// <summary>The master that the cluster's keeper runs.</summary>
/// <param name="socket">Where else the keeper can be asked, while the first connection is busy.</param>
internal sealed class KeeperMasterControl(KeeperClient keeper, string socket) : IMasterControl
{
    private TimeSpan _patience;

    public bool IsOwned => true;

    public int? ProcessId { get; private set; }

    public async Task StartAsync(MasterProcessSpec master, CancellationToken cancellationToken)
    {
        _patience = master.ReadyDeadline + master.StopTimeout;
        KeeperReply reply = await keeper.AskAsync(
            new KeeperRequest(KeeperVerb.StartMaster) { Master = master, Patience = _patience }, cancellationToken);
        ProcessId = reply.MasterProcessId;
    }

    public async Task RestartAsync(bool kill, CancellationToken cancellationToken)
    {
        KeeperReply reply = await keeper.AskAsync(
            new KeeperRequest(KeeperVerb.RestartMaster) { Kill = kill, Patience = _patience }, cancellationToken);
        ProcessId = reply.MasterProcessId;
    }

    /// <summary>Returns when the master has died and is not started again; a restart is only noted.</summary>
    /// <exception cref="KeeperException">The keeper is gone, and so is the master.</exception>
    public async Task<MasterDeath> WaitForDeathAsync(CancellationToken cancellationToken)
    {
        using KeeperClient watch = await KeeperClient.ConnectAsync(socket, cancellationToken);
        for (int restarts = 0; ;)
        {
            KeeperReply reply = await watch.AskAsync(
                new KeeperRequest(KeeperVerb.WatchMaster) { KnownRestarts = restarts, Patience = null },
                cancellationToken);
            if (reply.MasterDeath is { } death)
            {
                return death;
            }

            restarts = reply.MasterRestarts;
            ProcessId = reply.MasterProcessId;
        }
    }
}
