namespace ScaleSim.Core.HostPrograms;

/// <summary>A file of the image that may need others to run.</summary>
/// <param name="HostPath">Without links.</param>
/// <param name="ImagePath">Without links.</param>
/// <param name="Source">What the user has listed, or what needs it.</param>
/// <param name="IsProgram">Whether the user says that it is one, and so what it lacks is an error.</param>
/// <param name="Mode">In the image.</param>
internal sealed record ExaminedFile(
    string HostPath, string ImagePath, string Source, bool IsProgram, UnixFileMode Mode)
{
    /// <value>Whether the user has listed this very file, and not a directory that it is in.</value>
    public bool IsListed { get; init; }
}
