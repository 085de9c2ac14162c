using ScaleSim.Core.Engines;
using ScaleSim.Core.Tests.Checks;

namespace ScaleSim.Core.Tests.Runs;

/// <summary>Every command takes a moment and ends well; the most that ran at once is counted.</summary>
internal sealed class SlowExecEngine : StubEngine
{
    private readonly Lock _lock = new();
    private int _now;
    private int _most;

    public int Most => _most;

    public override async Task<ExecResult> ExecAsync(
        string cluster, ExecTarget target, IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        int now = Interlocked.Increment(ref _now);
        lock (_lock)
        {
            _most = Math.Max(_most, now);
        }

        await Task.Delay(TimeSpan.FromMilliseconds(2), cancellationToken);
        Interlocked.Decrement(ref _now);
        return new ExecResult(0, "", "");
    }
}
