using ScaleSim.Core.Runs;

namespace ScaleSim.Simulator.Launch;

/// <summary>A master that somebody else runs, or none at all: it can't be restarted from here.</summary>
internal sealed class ForeignMasterControl : IMasterControl
{
    public bool IsOwned => false;

    public int? ProcessId => null;

    public Task RestartAsync(bool kill, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("The master is not ScaleSim's: nobody may restart it from here.");
}
