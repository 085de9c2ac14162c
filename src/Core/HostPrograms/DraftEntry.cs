namespace ScaleSim.Core.HostPrograms;

/// <summary>An entry of an image, and who wants it there.</summary>
/// <param name="Source">What the user has listed, or what needs it: for messages.</param>
internal sealed record DraftEntry(HostFile File, DraftRank Rank, string Source);
