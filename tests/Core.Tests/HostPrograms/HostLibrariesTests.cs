using System.Diagnostics;
using System.Text.RegularExpressions;
using ScaleSim.Core.HostPrograms.Elf;
using ScaleSim.Core.HostPrograms.Files;
using ScaleSim.Core.HostPrograms.Libraries;

namespace ScaleSim.Core.Tests.HostPrograms;

/// <summary>Programs of the machine that the tests run on; what glibc's own loader says (ldd) is the witness.</summary>
public sealed partial class HostLibrariesTests
{
    /// <summary>Beside programs of every distribution, those of .NET, which carry paths of their own.</summary>
    public static TheoryData<string> Programs =>
    [
        .. ((string[])[
            "/bin/bash", "/bin/ls", "/usr/bin/env", "/usr/bin/find", "/usr/bin/tar", "/usr/bin/perl",
            "/usr/bin/python3", "/usr/bin/ssh", "/usr/bin/git", "/usr/bin/curl", "/usr/bin/gcc", "/usr/bin/clang",
            Environment.ProcessPath!,
        ]).Where(File.Exists).Concat(
            Directory.EnumerateFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.so").Order()),
    ];

    [Theory]
    [MemberData(nameof(Programs))]
    public void Closure_IsWhatTheLoaderItselfFinds(string program)
    {
        var tree = new HostTree();
        string real = PathWalker.Resolve(tree, program)!.Path;
        var elves = new ElfCache(tree);
        ElfFile elf = elves.Read(real, out string problem) ?? throw new InvalidOperationException(problem);

        LibraryClosure closure = new LibraryResolver(tree, HostMachine.Current, elves).Resolve(real, real, elf);

        string witness = Ldd(real);
        Assert.Equal(
            Matches(NotFound(), witness), closure.Missing.Select(library => library.Name).Distinct().Order());
        Assert.Equal(
            Matches(LibraryPath(), witness).Select(path => PathWalker.Resolve(tree, path)!.Path).Distinct().Order(),
            closure.Libraries.Select(library => PathWalker.Resolve(tree, library.HostPath)!.Path).Distinct().Order());
    }

    /// <summary>A machine on which none of them is installed would make the theory say nothing.</summary>
    [Fact]
    public void Programs_AreThereToBeCompared() => Assert.True(Programs.Count > 5);

    /// <remarks>
    /// Samples: <c>libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f...)</c>, <c>/lib64/ld-linux-x86-64.so.2
    /// (0x...)</c>, <c>liblttng-ust.so.0 => not found</c>, <c>linux-vdso.so.1 (0x...)</c>, which is no file.
    /// </remarks>
    private static string Ldd(string program)
    {
        using Process process = Process.Start(
            new ProcessStartInfo("ldd", [program]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }

    private static IEnumerable<string> Matches(Regex pattern, string text) =>
        pattern.Matches(text).Select(match => match.Groups[1].Value).Distinct().Order();

    [GeneratedRegex(@"(\S+) => not found")]
    private static partial Regex NotFound();

    [GeneratedRegex(@"(/\S+) \(0x")]
    private static partial Regex LibraryPath();
}
