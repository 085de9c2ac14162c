namespace ScaleSim.Core.HostPrograms.Libraries;

/// <summary>All that one program loads before it begins, in the order in which it is loaded.</summary>
/// <param name="Interpreter">The loader that the program names; null for a library.</param>
/// <param name="IsMusl">Which C library's loader it is; its rules differ from glibc's.</param>
internal sealed record LibraryClosure(
    string? Interpreter,
    bool IsMusl,
    IReadOnlyList<LoadedObject> Libraries,
    IReadOnlyList<MissingLibrary> Missing)
{
    public static LibraryClosure Empty { get; } = new(null, false, [], []);
}
