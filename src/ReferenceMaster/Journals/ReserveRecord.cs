namespace ScaleSim.ReferenceMaster.Journals;

/// <summary>Numbers up to this one may have been given out: the next life of the master begins after it, so that no
/// number of a block is used twice.</summary>
/// <param name="Id">The largest number.</param>
internal sealed record ReserveRecord(long Id) : JournalRecord;
