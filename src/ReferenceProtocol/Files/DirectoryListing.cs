namespace ScaleSim.ReferenceProtocol.Files;

/// <summary>A part of a directory, in the order of the names.</summary>
/// <param name="Path">The directory.</param>
/// <param name="Entries">What is in it, without blocks.</param>
/// <param name="Next">The name to ask for more with (<c>?after=</c>), or nothing at the end.</param>
public sealed record DirectoryListing(string Path, IReadOnlyList<EntryStatus> Entries, string? Next = null);
