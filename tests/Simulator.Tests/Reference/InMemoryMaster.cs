using ScaleSim.Core.Runs;

namespace ScaleSim.Simulator.Tests.Reference;

/// <summary>The way to restart the master of an <see cref="InMemoryReference"/>.</summary>
internal sealed class InMemoryMaster(InMemoryReference reference) : IMasterControl
{
    public bool IsOwned { get; set; } = true;

    public int? ProcessId => null;

    public Task RestartAsync(bool kill, CancellationToken cancellationToken)
    {
        reference.RestartMaster();
        return Task.CompletedTask;
    }
}
