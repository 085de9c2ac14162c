using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;
using ScaleSim.Simulator.Doctor.Host;

namespace ScaleSim.Simulator.Doctor;

/// <summary>Gathers what the checks are about, from this machine and from the engine if one answers.</summary>
internal sealed class DoctorContextReader(IHostFiles files, IHostCommands commands, TimeProvider time)
{
    /// <value>What an engine may take to say who it is.</value>
    public static readonly TimeSpan EngineTimeout = TimeSpan.FromSeconds(10);

    /// <param name="spec">Valid on some machine: the planner has no complaint but about this one.</param>
    /// <param name="readEngine">Connects and asks, as <c>IEngine.ReadFactsAsync</c>; what it throws is kept.</param>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<DoctorContext> ReadAsync(
        ClusterSpec spec, Func<CancellationToken, Task<EngineFacts>> readEngine, CancellationToken cancellationToken)
    {
        (EngineFacts? engine, Exception? failure) = await AskAsync(readEngine, cancellationToken);
        spec = EngineFit.Settle(spec, engine ?? EngineHere());
        return new DoctorContext
        {
            Spec = spec,
            Demand = ClusterDemand.Of(spec),
            Engine = engine,
            EngineFailure = failure,
            Host = new HostFactsReader(files).Read(engine ?? EngineHere()),
            Files = files,
            Commands = commands,
            Settings = new KernelSettings(),
            IsRoot = Environment.IsPrivilegedProcess,
        };
    }

    private async Task<(EngineFacts? Engine, Exception? Failure)> AskAsync(
        Func<CancellationToken, Task<EngineFacts>> readEngine, CancellationToken cancellationToken)
    {
        using CancellationTokenSource timeout = new(EngineTimeout, time);
        using CancellationTokenSource linked =
            CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return (await readEngine(linked.Token).WaitAsync(linked.Token), null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, new TimeoutException($"It did not answer within {EngineTimeout.TotalSeconds:0} s."));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return (null, exception);
        }
    }

    // Where there is none yet, the question is whether this machine would do for one.
    private static EngineFacts EngineHere() => new()
    {
        Kind = "docker",
        Version = "",
        IsLocal = true,
        Cores = Environment.ProcessorCount,
        MemoryBytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
    };
}
