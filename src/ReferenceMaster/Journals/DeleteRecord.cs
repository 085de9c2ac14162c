namespace ScaleSim.ReferenceMaster.Journals;

/// <summary>A file or directory was deleted, with all that was in it.</summary>
/// <param name="Path">Its path.</param>
/// <param name="At">When.</param>
internal sealed record DeleteRecord(string Path, DateTimeOffset At) : JournalRecord;
