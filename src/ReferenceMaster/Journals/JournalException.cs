namespace ScaleSim.ReferenceMaster.Journals;

/// <summary>The journal can't be read or written.</summary>
/// <param name="message">What happened, why, what to do next.</param>
/// <param name="cause">The system's own words, if it was the system.</param>
internal sealed class JournalException(string message, Exception? cause = null) : Exception(message, cause);
