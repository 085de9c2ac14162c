using ScaleSim.Core.Runs;
using ScaleSim.Simulator.Keeper;

namespace ScaleSim.Simulator.Launch;

/// <summary>The master that the cluster's keeper runs.</summary>
internal sealed class KeeperMasterControl(KeeperClient keeper) : IMasterControl
{
    public bool IsOwned => true;

    public int? ProcessId { get; private set; }

    public async Task StartAsync(MasterProcessSpec master, CancellationToken cancellationToken)
    {
        KeeperReply reply = await keeper.AskAsync(
            new KeeperRequest(KeeperVerb.StartMaster) { Master = master }, cancellationToken);
        ProcessId = reply.MasterProcessId;
    }

    public async Task RestartAsync(bool kill, CancellationToken cancellationToken)
    {
        KeeperReply reply = await keeper.AskAsync(
            new KeeperRequest(KeeperVerb.RestartMaster) { Kill = kill }, cancellationToken);
        ProcessId = reply.MasterProcessId;
    }
}
