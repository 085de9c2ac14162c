using ScaleSim.EngineProxy;

namespace ScaleSim.EndToEnd.Engines;

/// <summary>
/// An Engine of the tests' own, with a small disk and a control group of its own, which has nothing left of something
/// from the moment on at which a certain worker is to be created: after the plan was made and found to fit.
/// </summary>
public sealed class ExhaustedEngine : IAsyncLifetime
{
    // More than a plan of a dozen workers asks for; a file system in memory takes none until it is filled.
    private const long DiskBytes = 256L << 20;

    private OwnEngine? _engine;

    /// <value>Started by the first test that needs it: where all are skipped, there is none.</value>
    internal OwnEngine Engine => _engine ?? throw new InvalidOperationException("StartAsync comes first.");

    private string Filler => Path.Combine(Engine.Data, "filler");

    /// <summary>Also takes back what a test before has taken and, as it failed, not given back.</summary>
    internal async Task StartAsync()
    {
        _engine ??= await OwnEngine.StartAsync(liveRestore: false, DiskBytes);
        FreeDisk();
        _engine.Containers.Free();
    }

    /// <summary>A socket in front of it: something happens before a worker's first create is passed on.</summary>
    /// <param name="worker">Its name ends with this: <c>worker-0004</c>.</param>
    internal FaultyEngine Before(string worker, Action happen)
    {
        int creates = 0;
        return new FaultyEngine(Engine.Socket, FaultPlan.None with
        {
            Before = call =>
            {
                if (call.IsContainerCreate && call.Query.EndsWith(worker, StringComparison.Ordinal)
                    && Interlocked.Increment(ref creates) == 1)
                {
                    happen();
                }

                return Task.CompletedTask;
            },
        });
    }

    /// <summary>Fills its disk with a file, to the last page, whoever else writes meanwhile.</summary>
    internal void FillDisk()
    {
        using var file = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        foreach (int size in new[] { 1 << 20, 1 << 12 })
        {
            byte[] zeros = new byte[size];
            try
            {
                while (true)
                {
                    file.Write(zeros);
                }
            }
            catch (IOException)
            {
                // No space left on device.
            }
        }
    }

    internal void FreeDisk() => File.Delete(Filler);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await (_engine?.DisposeAsync() ?? ValueTask.CompletedTask);
}
