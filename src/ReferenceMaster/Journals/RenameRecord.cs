namespace ScaleSim.ReferenceMaster.Journals;

/// <summary>A file or directory was moved; a file at its new path is replaced.</summary>
/// <param name="From">Its old path.</param>
/// <param name="To">Its new path.</param>
/// <param name="At">When.</param>
internal sealed record RenameRecord(string From, string To, DateTimeOffset At) : JournalRecord;
