using System.Threading.Channels;
using CsvHelper;

namespace ScaleSim.Core.Reports;

/// <summary>
/// A CSV file that grows while a run goes on. Rows are handed to the system whole, as soon as they come, so a kill at
/// any moment leaves a readable file. Adding a row never waits for the disk and never fails.
/// </summary>
internal sealed class CsvLog<T> : IAsyncDisposable
{
    private const int RowsPerWriteMax = 1000;

    private readonly Channel<T> _rows = Channel.CreateUnbounded<T>(new UnboundedChannelOptions { SingleReader = true });
    private readonly MemoryStream _pending = new();
    private readonly CsvTable<T> _table;
    private readonly CsvWriter _csv;
    private readonly Stream _file;
    private readonly Action<Exception> _onFailure;
    private readonly Task _pump;

    /// <param name="file">Written in whole rows, one write for all that wait; disposed with the log.</param>
    /// <param name="table">The file's shape.</param>
    /// <param name="onFailure">Told once, when the file can't be written any more; later rows are dropped.</param>
    public CsvLog(Stream file, CsvTable<T> table, Action<Exception> onFailure)
    {
        _file = file;
        _table = table;
        _onFailure = onFailure;
        _csv = table.Begin(_pending);
        _pump = Task.Run(PumpAsync);
    }

    /// <summary>A log in a new file, readable by others while it grows.</summary>
    public static CsvLog<T> Create(string path, CsvTable<T> table, Action<Exception> onFailure) => new(
        new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0), table, onFailure);

    public void Add(T row) => _rows.Writer.TryWrite(row);

    public async ValueTask DisposeAsync()
    {
        _rows.Writer.TryComplete();
        await _pump.ConfigureAwait(false);
        await _csv.DisposeAsync().ConfigureAwait(false);
        await _file.DisposeAsync().ConfigureAwait(false);
    }

    private async Task PumpAsync()
    {
        try
        {
            await WritePendingAsync().ConfigureAwait(false);
            while (await _rows.Reader.WaitToReadAsync().ConfigureAwait(false))
            {
                _table.WriteRows(_csv, TakeRows());
                await WritePendingAsync().ConfigureAwait(false);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            _rows.Writer.TryComplete();
            _onFailure(failure);
        }
    }

    private async Task WritePendingAsync()
    {
        _csv.Flush();
        await _file.WriteAsync(_pending.GetBuffer().AsMemory(0, (int)_pending.Length)).ConfigureAwait(false);
        _pending.SetLength(0);
    }

    private IEnumerable<T> TakeRows()
    {
        for (int taken = 0; taken < RowsPerWriteMax && _rows.Reader.TryRead(out T? row); taken++)
        {
            yield return row;
        }
    }
}
