using ScaleSim.Core.Reports;

namespace ScaleSim.Simulator.Launch;

/// <summary>
/// test.log: what a test command prints on both of its streams, as it comes. A disk that is full ends the file, and
/// nothing else. For several writers at once.
/// </summary>
internal sealed class TestLog(OutputDirectory output) : IAsyncDisposable
{
    private readonly FileStream _file = AtomicFile.Create(output.PathOf(ReportFiles.TestLog), output.FileMode);
    private readonly SemaphoreSlim _turn = new(1);

    /// <value>Why the end of what was printed is missing; null where the file is whole.</value>
    public string? Problem { get; private set; }

    public async Task AppendAsync(ReadOnlyMemory<byte> said)
    {
        await _turn.WaitAsync();
        try
        {
            if (Problem is null)
            {
                await _file.WriteAsync(said);
                await _file.FlushAsync();
            }
        }
        catch (IOException exception)
        {
            Problem = exception.Message.TrimEnd('.');
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _file.DisposeAsync();
        }
        catch (IOException) when (Problem is not null)
        {
            // What could not be written still can't.
        }

        _turn.Dispose();
    }
}
