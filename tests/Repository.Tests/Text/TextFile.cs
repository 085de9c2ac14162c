namespace ScaleSim.Repository.Tests.Text;

/// <summary>One text file of the repository.</summary>
/// <param name="Path">Relative to the repository's root, with forward slashes.</param>
/// <param name="Content">The whole text.</param>
internal sealed record TextFile(string Path, string Content)
{
    private readonly Lazy<string> _code = new(() => CSharpMask.Blank(Content));

    /// <summary>The lines, without their ends; the first has index 0.</summary>
    public string[] Lines => Content.Split('\n');

    /// <summary>C# only: the content with comments, strings and characters blanked; every position stays.</summary>
    public string Code => _code.Value;

    /// <summary>The lines of <see cref="Code"/>.</summary>
    public string[] CodeLines => Code.Split('\n');

    public bool IsCSharp => Path.EndsWith(".cs", StringComparison.Ordinal);

    public bool IsUnder(string folder) => Path.StartsWith(folder + "/", StringComparison.Ordinal);

    public Violation At(int lineIndex, string message) => new(Path, lineIndex + 1, message);

    /// <summary>The index of the line that a position of the content is on.</summary>
    public int LineIndexOf(int position) => Content.AsSpan(0, position).Count('\n');
}
