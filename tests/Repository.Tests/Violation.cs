namespace ScaleSim.Repository.Tests;

/// <summary>One place where a rule is broken.</summary>
/// <param name="Path">Relative to the repository's root.</param>
/// <param name="Line">From 1 on; 0 means the file as a whole.</param>
/// <param name="Message">What is wrong, and what to do about it.</param>
internal sealed record Violation(string Path, int Line, string Message)
{
    public override string ToString() => Line == 0 ? $"{Path}: {Message}" : $"{Path}:{Line}: {Message}";
}
