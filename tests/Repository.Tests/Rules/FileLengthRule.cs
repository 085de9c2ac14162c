namespace ScaleSim.Repository.Tests.Rules;

/// <summary>A C# file has at most 500 lines, and Program.cs at most 60.</summary>
internal sealed class FileLengthRule : IRule
{
    internal const int LinesMax = 500;
    internal const int ProgramLinesMax = 60;

    public IEnumerable<Violation> Check(RepositoryFiles repository) =>
        from file in repository.CSharp
        let max = file.Path.EndsWith("/Program.cs", StringComparison.Ordinal) ? ProgramLinesMax : LinesMax
        let count = file.Content.AsSpan().TrimEnd('\n').Count('\n') + 1
        where count > max
        select new Violation(file.Path, 0, $"has {count} lines, and {max} is the limit. Split it by concept.");
}
