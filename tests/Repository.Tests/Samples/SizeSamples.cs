using ScaleSim.Repository.Tests.Rules;

namespace ScaleSim.Repository.Tests.Samples;

/// <summary>Samples of the rules about sizes.</summary>
internal static class SizeSamples
{
    public static IEnumerable<Sample> All =>
    [
        new(nameof(FileLengthRule), "one line too many", ["src/A.cs:0"],
            ("src/A.cs", Repeat("// a line", FileLengthRule.LinesMax + 1)),
            ("src/B.cs", Repeat("// a line", FileLengthRule.LinesMax))),
        new(nameof(FileLengthRule), "a long Program.cs", ["src/X/Program.cs:0"],
            ("src/X/Program.cs", Repeat("// a line", FileLengthRule.ProgramLinesMax + 1))),
        new(nameof(LineWidthRule), "one column too many", ["src/A.cs:2", "scripts/a.sh:1"],
            ("src/A.cs", Wide(120) + "\n" + Wide(121)),
            ("scripts/a.sh", Wide(121)),
            ("docs/a.md", Wide(300)),
            ("src/B.cs", "// https://example.org/" + Wide(120))),
        new(nameof(MethodLengthRule), "a method of 71 lines", ["src/A.cs:3"],
            ("src/A.cs", InType("    void Long(int a = 3)", 68))),
        new(nameof(MethodLengthRule), "a method of 70 lines", [],
            ("src/A.cs", InType("    void Fits()", 67))),
        new(nameof(MethodLengthRule), "a long property and a long switch expression", ["src/A.cs:3", "src/B.cs:3"],
            ("src/A.cs", InType("    public int Size", 90)),
            ("src/B.cs", InType("    string Name(int a) => a switch", 90))),
        new(nameof(MethodLengthRule), "an operator", ["src/A.cs:3"],
            ("src/A.cs", InType("    public static bool operator ==(A a, A b)", 90))),
        new(nameof(MethodLengthRule), "a long table and a long nested type", [],
            ("src/A.cs", InType("    private static readonly string[] Names =", 90)),
            ("src/B.cs", InType("    private sealed record Nested(int A) : Base", 90))),
        new(nameof(MethodLengthRule), "braces that are no code", [],
            ("src/A.cs", InType("    string B() { return \"{\"; } // {\n    char C() { return '{'; }", 90))),
    ];

    private static string Repeat(string line, int count) =>
        string.Concat(Enumerable.Repeat(line + "\n", count));

    private static string Wide(int columns) => new('x', columns);

    /// <summary>A file whose third line is the header of a member with so many lines between its braces.</summary>
    private static string InType(string header, int lines) =>
        "class A\n{\n" + header + "\n    {\n" + Repeat("        ;", lines) + "    }\n}\n";
}
