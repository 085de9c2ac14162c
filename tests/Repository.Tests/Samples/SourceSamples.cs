using ScaleSim.Repository.Tests.Rules;

namespace ScaleSim.Repository.Tests.Samples;

/// <summary>Samples of the rules about the text of sources.</summary>
internal static class SourceSamples
{
    public static IEnumerable<Sample> All =>
    [
        new(nameof(FileScopedNamespaceRule), "a namespace with braces", ["src/A.cs:2"],
            ("src/A.cs", "using System;\nnamespace A.B\n{\n}\n"),
            ("src/B.cs", "namespace A.B;\n\npublic class C;\n")),
        new(nameof(FileScopedNamespaceRule), "a type without a namespace", ["src/A.cs:1"],
            ("src/A.cs", "internal sealed class A\n{\n}\n"),
            ("src/Program.cs", "return 0;\n"),
            ("src/GlobalUsings.cs", "global using System.Text;\n")),
        new(nameof(OneTypePerFileRule), "two types", ["src/A.cs:7"],
            ("src/A.cs", "namespace A;\n\ninternal sealed class A\n{\n}\n\ninternal enum B\n{\n}\n")),
        new(nameof(OneTypePerFileRule), "a record and a delegate beside a class", ["src/A.cs:4", "src/A.cs:5"],
            ("src/A.cs", "namespace A;\n\npublic class A;\npublic record B(int C);\npublic delegate int D(int a);\n")),
        new(nameof(OneTypePerFileRule), "nested types, file types, numbers of type parameters", [],
            ("src/A.cs", "class A\n{\n    class B;\n}\n"),
            ("src/B.cs", "class A;\n\nfile sealed class B;\n"),
            ("src/C.cs", "class C;\n\nclass C<T>;\n"),
            ("src/D.cs", "// class E\nclass D { string S = \"\"\"\nclass F\n\"\"\"; }\n")),
        new(nameof(ForbiddenWordsRule), "unfinished things", ["src/A.cs:1", "docs/a.md:2", "scripts/a.sh:1"],
            ("src/A.cs", "// TO" + "DO: later"),
            ("docs/a.md", "fine\nFIX" + "ME"),
            ("scripts/a.sh", "# x TO" + "DO(me)"),
            ("src/B.cs", "// a toDoList, mastodons")),
        new(nameof(MachinePathsRule), "folders of one machine", ["a.md:1", "b.sh:1", "c.cs:2", "d.cs:1"],
            ("a.md", "see /ho" + "me/somebody/x"),
            ("b.sh", "cd /ro" + "ot"),
            ("c.cs", "fine\nvar a = \"/wo" + "rk/x\";"),
            ("d.cs", "var a = @\"C:" + "\\Users\\x\";")),
        new(nameof(MachinePathsRule), "paths that only look like it", [],
            ("a.md", "/workers, /roots, a/wo" + "rk/b, ~/ho" + "me, /proc/1/ro" + "ot, $tree/ro" + "ot")),
        new(nameof(PragmaReasonRule), "no reason", ["src/A.cs:1", "src/A.cs:3", "src/B.cs:1"],
            ("src/A.cs", "#pragma warning disable A\n#pragma warning restore A\n    #pragma warning disable X // y"),
            ("src/B.cs", "[SuppressMessage(\"A\", \"B\")]")),
        new(nameof(PragmaReasonRule), "reasons given", [],
            ("src/A.cs", "#pragma warning disable CA1000 // the API's own name\n// #pragma warning disable X"),
            ("src/B.cs", "[SuppressMessage(\"A\", \"B\", Justification = \"The API's own name\")]")),
        new(nameof(SkipReasonRule), "no reason", ["tests/A.cs:1", "tests/A.cs:2", "tests/A.cs:3"],
            ("tests/A.cs", "[Fact(Skip = \"\")]\n[Fact(Skip = \"later\")]\n[Fact(Skip = null)]")),
        new(nameof(SkipReasonRule), "reasons given", [],
            ("tests/A.cs", "[Fact(Skip = \"Needs two network cards\")]\nSkip = Docker.Reason;\nif (Skip == x) { }"),
            ("tests/B.cs", "Skip = $\"{a} is not here\";"),
            ("src/B.cs", "[Fact(Skip = \"\")]")),
    ];
}
