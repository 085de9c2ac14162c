namespace ScaleSim.ReferenceProtocol.Files;

/// <summary>Moves a file or a directory with all in it.</summary>
/// <param name="From">What is moved.</param>
/// <param name="To">Its new path; the directory that it goes to exists.</param>
/// <param name="Overwrite">Replaces a file by a file.</param>
public sealed record RenameRequest(string From, string To, bool Overwrite = false);
