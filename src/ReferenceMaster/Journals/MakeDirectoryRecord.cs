namespace ScaleSim.ReferenceMaster.Journals;

/// <summary>A directory was made, with those that it is in.</summary>
/// <param name="Path">Its path.</param>
/// <param name="At">When.</param>
internal sealed record MakeDirectoryRecord(string Path, DateTimeOffset At) : JournalRecord;
