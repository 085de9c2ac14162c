namespace ScaleSim.Simulator.HostNames;

/// <summary>What was changed of a hosts file beside the block itself, and goes back with it.</summary>
[Flags]
internal enum HostsNotes
{
    None = 0,

    /// <summary>There was no such file before: it goes with the block.</summary>
    FileMade = 1,

    /// <summary>The last line had no line end, and got one so that the block begins on a new line.</summary>
    NoLineEnd = 2,
}
