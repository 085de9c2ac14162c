namespace ScaleSim.Repository.Tests.Text;

/// <summary>A declaration with a body in braces.</summary>
/// <param name="Kind">What it declares.</param>
/// <param name="Header">The code before the brace, in one line, without attributes.</param>
/// <param name="FirstLine">Index of the line where the header starts.</param>
/// <param name="LastLine">Index of the line of the closing brace.</param>
/// <param name="Depth">How many declarations of types enclose it.</param>
internal sealed record CSharpDeclaration(CSharpBlockKind Kind, string Header, int FirstLine, int LastLine, int Depth)
{
    public int LineCount => LastLine - FirstLine + 1;
}
