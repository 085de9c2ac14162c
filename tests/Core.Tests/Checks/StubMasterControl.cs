using ScaleSim.Core.Runs;

namespace ScaleSim.Core.Tests.Checks;

/// <summary>A master that is somebody else's.</summary>
internal sealed class StubMasterControl : IMasterControl
{
    public bool IsOwned => false;

    public int? ProcessId => null;

    public Task RestartAsync(bool kill, CancellationToken cancellationToken) => throw new NotSupportedException();
}
