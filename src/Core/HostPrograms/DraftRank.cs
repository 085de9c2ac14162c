namespace ScaleSim.Core.HostPrograms;

/// <summary>Whose wish an entry of an image is: where two want the same path, the higher one has it.</summary>
internal enum DraftRank
{
    /// <summary>Found or made because something else needs it.</summary>
    Needed,

    /// <summary>Part of a directory that is listed.</summary>
    InDirectory,

    /// <summary>Listed itself.</summary>
    Listed,
}
