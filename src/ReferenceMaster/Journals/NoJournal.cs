namespace ScaleSim.ReferenceMaster.Journals;

/// <summary>A master that forgets.</summary>
internal sealed class NoJournal : IJournal
{
    private readonly TaskCompletionSource<JournalException> _failed = new();

    public Task<JournalException> Failed => _failed.Task;

    public Task Append(JournalRecord record) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
