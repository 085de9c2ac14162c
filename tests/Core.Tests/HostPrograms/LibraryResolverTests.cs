using ScaleSim.Core.HostPrograms.Elf;
using ScaleSim.Core.HostPrograms.Libraries;

namespace ScaleSim.Core.Tests.HostPrograms;

/// <summary>The rules of ld.so(8) and of musl's loader, on machines made for them.</summary>
public sealed class LibraryResolverTests
{
    private const string Program = "/opt/app/bin/program";
    private const string Loader = "/lib64/ld-linux-x86-64.so.2";

    [Fact]
    public void Libraries_AreFoundBreadthFirst_EachOnce()
    {
        FakeHostTree tree = Machine()
            .File("/usr/lib/liba.so", ElfBuilder.Library("liba.so", "libc.so.6", "libb.so"))
            .File("/usr/lib/libb.so", ElfBuilder.Library("libb.so", "liba.so", "libc.so.6"));

        Assert.Equal(
            [Loader, "/usr/lib/liba.so", "/usr/lib/libb.so", "/usr/lib/libc.so.6"],
            Paths(Resolve(tree, ElfBuilder.Program("liba.so", "libb.so", "libc.so.6"))));
    }

    [Fact]
    public void StaticProgram_LoadsNothing()
    {
        LibraryClosure closure = Resolve(Machine(), new ElfBuilder { Type = 2 });

        Assert.Empty(closure.Libraries);
        Assert.Empty(closure.Missing);
    }

    [Fact]
    public void RunPath_ComesBeforeTheCache_AndTheCacheBeforeDefaults()
    {
        FakeHostTree tree = Machine()
            .File("/opt/app/lib/liba.so", ElfBuilder.Library("liba.so"))
            .File("/cached/liba.so", ElfBuilder.Library("liba.so"))
            .File("/cached/libb.so", ElfBuilder.Library("libb.so"))
            .File("/usr/lib/liba.so", ElfBuilder.Library("liba.so"))
            .File("/usr/lib/libb.so", ElfBuilder.Library("libb.so"))
            .File("/etc/ld.so.cache", Cache("/cached/liba.so", "/cached/libb.so"));

        LibraryClosure closure = Resolve(
            tree, ElfBuilder.Program("liba.so", "libb.so") with { RunPath = "/absent:$ORIGIN/../lib" });

        Assert.Equal([Loader, "/opt/app/bin/../lib/liba.so", "/cached/libb.so"], Paths(closure));
        Assert.Equal([false, false, true], closure.Libraries.Select(library => library.IsCached));
    }

    [Fact]
    public void WithoutACache_TheDirectoriesOfItsSettingsAreSearched()
    {
        FakeHostTree tree = Machine()
            .File("/etc/ld.so.conf", "/conf\n")
            .File("/conf/liba.so", ElfBuilder.Library("liba.so"))
            .File("/usr/lib/liba.so", ElfBuilder.Library("liba.so"));

        Assert.Equal([Loader, "/conf/liba.so"], Paths(Resolve(tree, ElfBuilder.Program("liba.so"))));
    }

    /// <summary>RPATH of a program holds for what its libraries need; RUNPATH holds for the file that has it.</summary>
    [Fact]
    public void RPath_IsInherited_AndRunPathIsNot()
    {
        FakeHostTree tree = Machine()
            .File("/private/liba.so", ElfBuilder.Library("liba.so", "libb.so"))
            .File("/private/libb.so", ElfBuilder.Library("libb.so"));
        ElfBuilder program = ElfBuilder.Program("liba.so");

        Assert.Equal(
            [Loader, "/private/liba.so", "/private/libb.so"],
            Paths(Resolve(tree, program with { RPath = "/private" })));
        Assert.Equal(
            $"{Program} -> liba.so -> libb.so",
            Assert.Single(Resolve(tree, program with { RunPath = "/private" }).Missing).Chain);
    }

    [Fact]
    public void RPath_DoesNotCount_WhereTheNeedingFileHasARunPath()
    {
        FakeHostTree tree = Machine()
            .File("/private/liba.so", ElfBuilder.Library("liba.so", "libb.so") with { RunPath = "/other" })
            .File("/private/libb.so", ElfBuilder.Library("libb.so"));
        ElfBuilder both = ElfBuilder.Program("liba.so") with { RPath = "/private", RunPath = "/other" };

        Assert.Equal("libb.so", Assert.Single(
            Resolve(tree, ElfBuilder.Program("liba.so") with { RPath = "/private" }).Missing).Name);
        Assert.Equal("liba.so", Assert.Single(Resolve(tree, both).Missing).Name);
    }

    [Fact]
    public void LibrariesForOthers_ArePassedOver_AndNamedWhereNoOtherIsThere()
    {
        FakeHostTree tree = Machine()
            .File("/first/liba.so", ElfBuilder.Library("liba.so") with { Machine = 183 })
            .File("/second/liba.so", ElfBuilder.Library("liba.so") with { Is64Bit = false, Machine = 3 })
            .File("/third/liba.so", "INPUT(-la)\n")
            .File("/usr/lib/liba.so", ElfBuilder.Library("liba.so"))
            .File("/first/libb.so", ElfBuilder.Library("libb.so") with { Machine = 183 });

        LibraryClosure closure = Resolve(
            tree, ElfBuilder.Program("liba.so", "libb.so") with { RunPath = "/first:/second:/third" });

        Assert.Equal([Loader, "/usr/lib/liba.so"], Paths(closure));
        Assert.Equal(
            "/first/libb.so is passed over: it is for 64-bit aarch64", Assert.Single(closure.Missing).Rejected);
    }

    [Fact]
    public void NoDefaultLibraries_LeavesDefaultsOut()
    {
        FakeHostTree tree = Machine()
            .File("/etc/ld.so.cache", Cache("/usr/lib/libc.so.6", "/cached/liba.so"))
            .File("/cached/liba.so", ElfBuilder.Library("liba.so"));

        LibraryClosure closure = Resolve(
            tree, ElfBuilder.Program("liba.so", "libc.so.6") with { Flags1 = 0x800 });

        Assert.Equal([Loader, "/cached/liba.so"], Paths(closure));
        Assert.Equal("libc.so.6", Assert.Single(closure.Missing).Name);
    }

    [Fact]
    public void NameWithASlash_IsAPath()
    {
        FakeHostTree tree = Machine()
            .File("/deep/liba.so", ElfBuilder.Library("liba.so"))
            .File("/opt/app/bin/libb.so", ElfBuilder.Library("libb.so"));

        LibraryClosure closure = Resolve(
            tree, ElfBuilder.Program("/deep/liba.so", "$ORIGIN/libb.so", "relative/libc.so"));

        Assert.Equal([Loader, "/deep/liba.so", "/opt/app/bin/libb.so"], Paths(closure));
        Assert.Equal("relative/libc.so", Assert.Single(closure.Missing).Name);
    }

    /// <summary>A library is known by its own name too, wherever it was found first.</summary>
    [Fact]
    public void OwnNames_CountAsLoaded()
    {
        FakeHostTree tree = Machine()
            .File("/odd/whatever.so", ElfBuilder.Library("liba.so"))
            .File("/usr/lib/liba.so", ElfBuilder.Library("liba.so"));

        Assert.Equal(
            [Loader, "/odd/whatever.so"], Paths(Resolve(tree, ElfBuilder.Program("/odd/whatever.so", "liba.so"))));
    }

    [Fact]
    public void Multiarch_DirectoriesComeFirst_AndLibMeansThem()
    {
        FakeHostTree tree = Machine()
            .File("/usr/lib/x86_64-linux-gnu/liba.so", ElfBuilder.Library("liba.so"))
            .File("/usr/lib/liba.so", ElfBuilder.Library("liba.so"))
            .File("/opt/app/lib/x86_64-linux-gnu/x86_64/libb.so", ElfBuilder.Library("libb.so"));

        Assert.Equal(
            [Loader, "/usr/lib/x86_64-linux-gnu/liba.so", "/opt/app/lib/x86_64-linux-gnu/x86_64/libb.so"],
            Paths(Resolve(
                tree, ElfBuilder.Program("liba.so", "libb.so") with { RunPath = "/opt/app/$LIB/${PLATFORM}" })));
    }

    [Fact]
    public void ProgramThatIsPutElsewhere_FindsItsOwnLibrariesBesideItsNewPlace()
    {
        FakeHostTree tree = Machine().File("/opt/app/lib/liba.so", ElfBuilder.Library("liba.so", "libb.so") with
        {
            RunPath = "$ORIGIN/deep",
        }).File("/opt/app/lib/deep/libb.so", ElfBuilder.Library("libb.so"));
        ElfFile elf = Elf(ElfBuilder.Program("liba.so") with { RunPath = "$ORIGIN/../lib" });

        LibraryClosure closure = Resolver(tree).Resolve(Program, "/srv/bin/program", elf);

        Assert.Equal(
            [Loader, "/srv/bin/../lib/liba.so", "/srv/bin/../lib/deep/libb.so"],
            closure.Libraries.Select(library => library.ImagePath));
    }

    [Fact]
    public void MissingLoader_IsMissing()
    {
        LibraryClosure closure = Resolve(new FakeHostTree(), ElfBuilder.Program());

        Assert.Equal(Loader, Assert.Single(closure.Missing).Name);
    }

    [Fact]
    public void Musl_SearchesItsOwnDirectories_AndIsItsOwnCLibrary()
    {
        const string Musl = "/lib/ld-musl-x86_64.so.1";
        FakeHostTree tree = new FakeHostTree()
            .File(Musl, ElfBuilder.Library("libc.musl-x86_64.so.1"))
            .File("/etc/ld-musl-x86_64.path", "/musl/a:/musl/b\n/musl/c\n")
            .File("/etc/ld.so.cache", Cache("/cached/liba.so"))
            .File("/cached/liba.so", ElfBuilder.Library("liba.so"))
            .File("/musl/b/liba.so", ElfBuilder.Library("liba.so", "libb.so"))
            .File("/private/libb.so", ElfBuilder.Library("libb.so"));
        ElfBuilder program = ElfBuilder.Program("libc.musl-x86_64.so.1", "libpthread.so.0", "liba.so") with
        {
            Interpreter = Musl,
            RunPath = "/private",
        };

        LibraryClosure closure = Resolve(tree, program);

        Assert.True(closure.IsMusl);
        Assert.Equal([Musl, "/musl/b/liba.so", "/private/libb.so"], Paths(closure));
        Assert.Empty(closure.Missing);
    }

    [Fact]
    public void LibraryByName_HasItsOwnClosure()
    {
        FakeHostTree tree = Machine()
            .File("/usr/lib/libssl.so", ElfBuilder.Library("libssl.so", "libcrypto.so"))
            .File("/usr/lib/libcrypto.so", ElfBuilder.Library("libcrypto.so"));

        Assert.Equal(
            ["/usr/lib/libssl.so", "/usr/lib/libcrypto.so"],
            Paths(Resolver(tree).ResolveByName("libssl.so", isMusl: false)!));
        Assert.Null(Resolver(tree).ResolveByName("libnone.so", isMusl: false));
    }

    private static FakeHostTree Machine() => new FakeHostTree()
        .File(Loader, ElfBuilder.Library("ld-linux-x86-64.so.2"))
        .File("/usr/lib/libc.so.6", ElfBuilder.Library("libc.so.6", "ld-linux-x86-64.so.2"));

    private static byte[] Cache(params string[] paths) =>
        LoaderCache.Write(paths.ToDictionary(path => Path.GetFileName(path)), 0);

    private static LibraryClosure Resolve(FakeHostTree tree, ElfBuilder program) =>
        Resolver(tree).Resolve(Program, Program, Elf(program));

    private static LibraryResolver Resolver(FakeHostTree tree) => new(tree, HostMachine.X64, new ElfCache(tree));

    private static ElfFile Elf(ElfBuilder builder)
    {
        using var stream = new MemoryStream(builder.Build());
        return ElfReader.Read(stream);
    }

    private static IEnumerable<string> Paths(LibraryClosure closure) =>
        closure.Libraries.Select(library => library.HostPath);
}
