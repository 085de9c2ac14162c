namespace ScaleSim.EndToEnd.Life;

/// <summary>How a cluster went.</summary>
/// <param name="Remains">What was left of it when down had returned.</param>
/// <param name="DownAgain">down, once more.</param>
/// <param name="ForeignLivesOn">Whether somebody else's container still runs.</param>
internal sealed record Removed(
    CommandResult Down, IReadOnlyList<string> Remains, CommandResult DownAgain, bool ForeignLivesOn);
