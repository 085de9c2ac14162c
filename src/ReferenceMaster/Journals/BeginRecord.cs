namespace ScaleSim.ReferenceMaster.Journals;

/// <summary>The first record of a journal.</summary>
/// <param name="Format">The format's number, now 1.</param>
/// <param name="Run">The run that the journal belongs to.</param>
internal sealed record BeginRecord(int Format, string Run) : JournalRecord;
