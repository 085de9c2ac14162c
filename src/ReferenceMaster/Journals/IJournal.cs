namespace ScaleSim.ReferenceMaster.Journals;

/// <summary>Where changes go that must survive the master.</summary>
internal interface IJournal : IAsyncDisposable
{
    /// <summary>Completes when nothing can be written any more, with the reason.</summary>
    Task<JournalException> Failed { get; }

    /// <summary>Appends a record. Called under the lock of the <see cref="MasterState"/>, so records have the order of
    /// their changes.</summary>
    /// <returns>Completes when the record is on the disk; wait for it without the lock. A
    /// <see cref="JournalException"/> if it can't be written.</returns>
    Task Append(JournalRecord record);
}
