using ScaleSim.Core.Engines;
using ScaleSim.Core.Tests.Checks;

namespace ScaleSim.Core.Tests.Runs;

/// <summary>The first command ends at once, and badly; those after it never end.</summary>
internal sealed class HangingExecEngine : StubEngine
{
    private int _count;

    public override async Task<ExecResult> ExecAsync(
        string cluster, ExecTarget target, IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _count) > 1)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        return new ExecResult(7, "", "no master");
    }
}
