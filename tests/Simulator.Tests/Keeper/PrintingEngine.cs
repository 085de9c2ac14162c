using System.Runtime.CompilerServices;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Tests.Engines;

namespace ScaleSim.Simulator.Tests.Keeper;

/// <summary>An engine whose one worker prints something and dies.</summary>
internal sealed class PrintingEngine(string printed, IReadOnlyDictionary<string, string> environment)
    : UnsupportedEngine, IEnvironmentReader
{
    public override async IAsyncEnumerable<EngineEvent> FollowAsync(
        string cluster, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new EngineEvent(DateTimeOffset.UnixEpoch, EngineEventKind.Resynced, 0);
        yield return new EngineEvent(DateTimeOffset.UnixEpoch, EngineEventKind.WorkerDied, 1) { ExitCode = 3 };
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    public override Task<string> ReadLogAsync(
        string cluster, int worker, int lines, CancellationToken cancellationToken) => Task.FromResult(printed);

    public Task<IReadOnlyDictionary<string, string>> ReadEnvironmentAsync(
        string cluster, int worker, CancellationToken cancellationToken) => Task.FromResult(environment);
}
