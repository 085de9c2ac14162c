using System.Buffers;

namespace ScaleSim.ReferenceMaster.Journals;

/// <summary>An append-only file. Whatever is appended while the disk is busy goes to it together, so that a flush is
/// paid per batch and not per change.</summary>
internal sealed class FileJournal : IJournal
{
    private readonly Lock _lock = new();
    private readonly FileStream _file;
    private readonly SemaphoreSlim _work = new(0);
    private readonly TaskCompletionSource<JournalException> _failed =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _writer;
    private Batch _batch = new();
    private bool _closing;

    /// <summary>Goes on at the end of a file.</summary>
    /// <param name="file">The file, open for writing and at its end; it is closed with the journal.</param>
    public FileJournal(FileStream file)
    {
        _file = file;
        _writer = Task.Factory.StartNew(
            WriteBatches, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public Task<JournalException> Failed => _failed.Task;

    public Task Append(JournalRecord record)
    {
        var line = JournalLine.Encode(record);
        lock (_lock)
        {
            if (_batch.Bytes.WrittenCount == 0)
            {
                _work.Release();
            }

            _batch.Bytes.Write(line);
            return _batch.Done.Task;
        }
    }

    /// <summary>Writes what is left, and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _closing = true;
            _work.Release();
        }

        await _writer;
        await _file.DisposeAsync();
        _work.Dispose();
    }

    private void WriteBatches()
    {
        while (TakeBatch() is { } batch)
        {
            try
            {
                if (_failed.Task.IsCompleted)
                {
                    throw _failed.Task.Result;
                }

                _file.Write(batch.Bytes.WrittenSpan);
                _file.Flush(flushToDisk: true);
                batch.Done.SetResult();
            }
            catch (Exception exception)
                when (exception is IOException or JournalException or UnauthorizedAccessException)
            {
                var failure = exception as JournalException ?? new JournalException(
                    $"The journal {_file.Name} can't be written: {exception.Message} No change can be made to last. "
                    + "Make room or repair the disk, then start the master again.",
                    exception);
                batch.Done.SetException(failure);
                _failed.TrySetResult(failure);
            }
        }
    }

    /// <summary>Waits for records; null when the journal closes and none are left.</summary>
    private Batch? TakeBatch()
    {
        while (true)
        {
            _work.Wait();
            lock (_lock)
            {
                var batch = _batch;
                if (batch.Bytes.WrittenCount > 0)
                {
                    _batch = new Batch();
                    return batch;
                }

                if (_closing)
                {
                    return null;
                }
            }
        }
    }

    private sealed class Batch
    {
        public ArrayBufferWriter<byte> Bytes { get; } = new();

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
