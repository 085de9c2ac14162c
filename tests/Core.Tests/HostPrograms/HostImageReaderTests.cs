using System.Text;
using ScaleSim.Core.HostPrograms;
using ScaleSim.Core.HostPrograms.Elf;
using ScaleSim.Core.HostPrograms.Libraries;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Tests.Planning;

namespace ScaleSim.Core.Tests.HostPrograms;

public sealed class HostImageReaderTests
{
    private const string Loader = "/lib64/ld-linux-x86-64.so.2";
    private const string Multiarch = "/usr/lib/x86_64-linux-gnu";

    private static readonly string[] Always =
        ["/etc/group", "/etc/nsswitch.conf", "/etc/passwd", "/run", "/tmp", "/var/tmp"];

    [Fact]
    public void Program_BringsItsLoaderAndLibraries_WithEveryLinkOnTheWay()
    {
        HostImageContent content = Read(Machine(), new HostEntrySpec("/usr/sbin/worker"));

        Assert.Equal(
            [
                "/lib -> usr/lib",
                "/lib64 -> usr/lib64",
                $"{Multiarch}/ld-linux-x86-64.so.2",
                $"{Multiarch}/liba.so.1 -> liba.so.1.2",
                $"{Multiarch}/liba.so.1.2",
                $"{Multiarch}/libc.so.6",
                "/usr/lib64/ld-linux-x86-64.so.2 -> /lib/x86_64-linux-gnu/ld-linux-x86-64.so.2",
                "/usr/sbin/worker",
            ],
            Own(content));
        Assert.Equal(
            [$"{Multiarch}/ld-linux-x86-64.so.2", $"{Multiarch}/liba.so.1.2", $"{Multiarch}/libc.so.6"],
            content.Libraries.Select(library => library.Path));
        Assert.Equal("amd64", content.Architecture);
        Assert.Contains("3 shared libraries", content.Describe(), StringComparison.Ordinal);
    }

    [Fact]
    public void Image_HasTheBasics_Always()
    {
        HostImageContent content = Read(Machine(), new HostEntrySpec("/usr/sbin/worker"));

        Assert.Equal(Always, content.Files.Select(file => file.Path).Intersect(Always));
        Assert.Equal((UnixFileMode)0b1_111_111_111, Find(content, "/tmp").Mode);
        Assert.Contains("hosts: files dns\n", Text(content, "/etc/nsswitch.conf"), StringComparison.Ordinal);
    }

    [Fact]
    public void SameFiles_MakeTheSameList_InWhateverOrderTheyAreListed()
    {
        FakeHostTree tree = Machine().File("/usr/bin/other", ElfBuilder.Program("libc.so.6", "liba.so.1"));
        HostEntrySpec[] entries = [new("/usr/sbin/worker"), new("/usr/bin/other"), new("/etc/worker.cfg")];
        tree.File("/etc/worker.cfg", "a=1");

        IEnumerable<string> first = Own(ReadFiles(tree, entries));

        Assert.Equal(first, Own(ReadFiles(tree, [.. entries.Reverse()])));
    }

    [Fact]
    public void ProgramWithATarget_IsPutThere_AndFindsItsOwnLibraries()
    {
        FakeHostTree tree = Machine()
            .File("/build/out/bin/app", ElfBuilder.Program("libapp.so") with { RunPath = "$ORIGIN/../lib" })
            .Link("/build/out/lib/libapp.so", "libapp.so.1")
            .File("/build/out/lib/libapp.so.1", ElfBuilder.Library("libapp.so"));

        HostImageContent content = Read(
            tree, new HostEntrySpec("/build/out/bin/app") { Target = "/srv/app/bin/", Mode = "0755" });

        Assert.Equal("/build/out/bin/app", Find(content, "/srv/app/bin/app").SourcePath);
        Assert.Equal("/build/out/lib/libapp.so.1", Find(content, "/srv/app/lib/libapp.so").SourcePath);
        Assert.DoesNotContain(content.Files, file => file.Path.StartsWith("/build", StringComparison.Ordinal));
    }

    /// <summary>What is put below a directory that is a link on this machine goes where the link leads.</summary>
    [Fact]
    public void Target_FollowsTheLayoutOfThisMachine()
    {
        HostImageContent content = Read(
            Machine().Link("/bin", "usr/bin"), new HostEntrySpec("/usr/sbin/worker") { Target = "/bin/renamed" });

        Assert.Equal("/usr/sbin/worker", Find(content, "/usr/bin/renamed").SourcePath);
        Assert.Equal("usr/bin", Find(content, "/bin").LinkTarget);
    }

    [Fact]
    public void LibraryThatOnlyTheCacheKnows_BringsACacheOfItsOwn()
    {
        FakeHostTree tree = Machine()
            .File("/usr/local/odd/libodd.so.1", ElfBuilder.Library("libodd.so.1", "libc.so.6"))
            .File("/etc/ld.so.cache", LoaderCache.Write(
                new Dictionary<string, string>
                {
                    ["libodd.so.1"] = "/usr/local/odd/libodd.so.1",
                    ["libc.so.6"] = "/lib/x86_64-linux-gnu/libc.so.6",
                    ["libunused.so.1"] = "/usr/local/odd/libunused.so.1",
                },
                0))
            .File("/usr/bin/odd", ElfBuilder.Program("libodd.so.1", "libc.so.6"));

        ILookup<string, string> cache = LoaderCache.Read(
            Find(Read(tree, new HostEntrySpec("/usr/bin/odd")), "/etc/ld.so.cache").Content.ToArray())!;

        Assert.Equal("/usr/local/odd/libodd.so.1", Assert.Single(Assert.Single(cache)));
        Assert.DoesNotContain(
            Read(tree, new HostEntrySpec("/usr/sbin/worker")).Files, file => file.Path == "/etc/ld.so.cache");
    }

    [Fact]
    public void ListedLibrary_IsFoundThroughTheImagesCache_WhereNoLoaderLooksForIt()
    {
        FakeHostTree tree = Machine()
            .File("/build/libnew.so.1.0", ElfBuilder.Library("libnew.so.1", "liba.so.1"))
            .File("/usr/bin/new", ElfBuilder.Program("libnew.so.1"));

        HostImageContent content = Read(tree, new HostImageSpec
        {
            Programs = [new("/usr/bin/new")],
            Files = [new("/build/libnew.so.1.0") { Target = "/opt/" }],
        });

        ILookup<string, string> cache = LoaderCache.Read(Find(content, "/etc/ld.so.cache").Content.ToArray())!;
        Assert.Equal("/opt/libnew.so.1.0", Assert.Single(cache["libnew.so.1"]));
        Assert.Contains($"{Multiarch}/liba.so.1.2", Own(content));
        Assert.Empty(content.Notes);
    }

    /// <summary>A directory that is only left again (<c>/opt/x/../lib</c>) has to be there for that.</summary>
    [Fact]
    public void DirectoriesThatPathsLeaveAgain_AreInTheImage()
    {
        FakeHostTree tree = Machine()
            .Folder("/opt/x")
            .File("/opt/lib/libown.so", ElfBuilder.Library("libown.so"))
            .File("/usr/bin/own", ElfBuilder.Program("libown.so") with { RunPath = "/opt/x/../lib" });

        Assert.Superset(
            new HashSet<string> { "/opt/x", "/opt/lib/libown.so" },
            Own(Read(tree, new HostEntrySpec("/usr/bin/own"))).ToHashSet());
    }

    [Fact]
    public void LibrariesThatAreOpenedByName_ComeToo()
    {
        FakeHostTree tree = Machine()
            .File($"{Multiarch}/libgcc_s.so.1", ElfBuilder.Library("libgcc_s.so.1"))
            .File($"{Multiarch}/libnss_files.so.2", ElfBuilder.Library("libnss_files.so.2"))
            .File($"{Multiarch}/libssl.so.3", ElfBuilder.Library("libssl.so.3", "libcrypto.so.3"))
            .File($"{Multiarch}/libcrypto.so.3", ElfBuilder.Library("libcrypto.so.3"))
            .File("/bin/static", new ElfBuilder { Type = 2 });

        HostImageContent content = Read(
            tree, new HostImageSpec { Programs = [new("/usr/sbin/worker")], Libraries = ["libssl.so.3"] });

        Assert.Superset(
            new HashSet<string>(((string[])["libgcc_s.so.1", "libnss_files.so.2", "libssl.so.3", "libcrypto.so.3"])
                .Select(name => $"{Multiarch}/{name}")),
            content.Files.Select(file => file.Path).ToHashSet());
        Assert.Equal(["/bin/static"], Own(Read(tree, new HostEntrySpec("/bin/static"))));
    }

    [Fact]
    public void Script_BringsItsInterpreter_AndWhatEnvStarts()
    {
        FakeHostTree tree = Machine()
            .File("/opt/run.py", "#!/usr/bin/env python3\n", 0b111_101_101)
            .File("/usr/bin/env", ElfBuilder.Program("libc.so.6"))
            .Link("/usr/bin/python3", "python3.11")
            .File("/usr/bin/python3.11", ElfBuilder.Program("liba.so.1"))
            .File("/opt/wrapper", "#!/opt/run.py\n", 0b111_101_101);

        Assert.Superset(
            new HashSet<string>
            {
                "/opt/wrapper", "/opt/run.py", "/usr/bin/env", "/usr/bin/python3 -> python3.11", "/usr/bin/python3.11",
                $"{Multiarch}/liba.so.1.2", $"{Multiarch}/libc.so.6",
            },
            Own(Read(tree, new HostEntrySpec("/opt/wrapper"))).ToHashSet());
    }

    [Fact]
    public void ListedFile_IsTheInterpreter_WhereItsTargetIsNamed()
    {
        FakeHostTree tree = Machine()
            .File("/opt/run", "#!/usr/local/bin/lua\n", 0b111_101_101)
            .File("/build/lua", ElfBuilder.Program("liba.so.1"));

        HostImageContent content = Read(
            tree,
            new HostEntrySpec("/opt/run"),
            new HostEntrySpec("/build/lua") { Target = "/usr/local/bin/lua" });

        Assert.Equal("/build/lua", Find(content, "/usr/local/bin/lua").SourcePath);
    }

    [Fact]
    public void Accounts_AreRootNobodyAndThoseAskedFor_WithTheirGroups()
    {
        FakeHostTree tree = Machine()
            .File("/etc/passwd", "root:x:0:0:root:/r:/bin/sh\nmfs:secret:105:112:M:/var/lib/mfs:/bin/false\n"
                + "anna:x:1000:1000::/a:/bin/sh\nnobody:x:65534:65534:nobody:/nonexistent:/bin/false\nbroken\n")
            .File("/etc/group", "root:x:0:\nmfs:x:112:\ndisk:x:6:anna,mfs\nanna:x:1000:\n");

        HostImageContent content = Read(tree, new HostImageSpec
        {
            Programs = [new("/usr/sbin/worker") { Owner = "mfs:disk" }],
            Accounts = ["mfs"],
        });

        Assert.Equal(
            "root:x:0:0:root:/r:/bin/sh\nmfs:x:105:112:M:/var/lib/mfs:/bin/false\n"
            + "nobody:x:65534:65534:nobody:/nonexistent:/bin/false\n",
            Text(content, "/etc/passwd"));
        Assert.Equal("root:x:0:\ndisk:x:6:mfs\nmfs:x:112:\nnobody:x:65534:\n", Text(content, "/etc/group"));
        Assert.Equal((105, 6), (Find(content, "/usr/sbin/worker").Uid, Find(content, "/usr/sbin/worker").Gid));
        Assert.Equal(0, Find(content, Multiarch + "/libc.so.6").Uid);
    }

    [Fact]
    public void CertificatesAndTimeZones_ComeWithWhatTheirLinksLeadTo()
    {
        FakeHostTree tree = Machine()
            .File("/usr/share/ca-certificates/a.crt", "A")
            .Link("/etc/ssl/certs/a.pem", "/usr/share/ca-certificates/a.crt")
            .Link("/etc/ssl/certs/12345678.0", "a.pem")
            .File("/etc/ssl/certs/ca-certificates.crt", "A")
            .Link("/usr/lib/ssl/certs", "/etc/ssl/certs")
            .File("/usr/share/zoneinfo/Etc/UTC", "TZif")
            .Link("/etc/localtime", "/usr/share/zoneinfo/Etc/UTC");

        HostImageContent content = Read(tree, new HostImageSpec
        {
            Programs = [new("/usr/sbin/worker")],
            Certificates = true,
            TimeZones = true,
        });

        Assert.Superset(
            new HashSet<string>
            {
                "/usr/share/ca-certificates/a.crt", "/etc/ssl/certs/a.pem -> /usr/share/ca-certificates/a.crt",
                "/etc/ssl/certs/12345678.0 -> a.pem", "/etc/ssl/certs/ca-certificates.crt",
                "/usr/lib/ssl/certs -> /etc/ssl/certs", "/usr/share/zoneinfo/Etc/UTC",
                "/etc/localtime -> /usr/share/zoneinfo/Etc/UTC",
            },
            Own(content).ToHashSet());
    }

    [Fact]
    public void EveryError_IsReportedAtOnce_InThreeParts()
    {
        FakeHostTree tree = Machine()
            .File("/opt/text", "hello", 0b111_101_101)
            .File("/opt/arm", ElfBuilder.Program() with { Machine = 183 })
            .File("/opt/small", ElfBuilder.Program() with { Is64Bit = false, Machine = 3 })
            .File("/opt/lacking", ElfBuilder.Program("libz.so.9"))
            .File("/opt/damaged", ElfBuilder.Program("libc.so.6").Build()[..100])
            .File("/opt/plain", ElfBuilder.Program().Build(), 0b110_100_100)
            .File("/opt/object", new ElfBuilder { Type = 1 })
            .File("/opt/script", "#!/usr/bin/luna\r\n", 0b111_101_101)
            .File("/opt/nameless", "#!sh\n", 0b111_101_101)
            .File("/opt/locked", ElfBuilder.Program())
            .Link("/opt/loop", "loop")
            .Link("/opt/dangling", "gone")
            .Link("/opt/all", "/")
            .Special("/opt/pipe");
        tree.Forbidden.Add("/opt/locked");
        string[] sources =
        [
            "/opt/absent", "/absent/worker", "relative", "", "/", "/proc/self/exe", "/opt", "/opt/text", "/opt/arm",
            "/opt/small", "/opt/lacking", "/opt/damaged", "/opt/plain", "/opt/object", "/opt/script", "/opt/nameless",
            "/opt/locked", "/opt/loop", "/opt/dangling", "/opt/all", "/opt/pipe",
        ];

        IReadOnlyList<PlanError> errors = Assert.Throws<HostProgramException>(() => Read(tree, new HostImageSpec
        {
            Programs = [.. sources.Select(source => new HostEntrySpec(source))],
            Accounts = ["toor"],
            Libraries = ["libnone.so", "/usr/lib/libpath.so"],
            Certificates = true,
            TimeZones = true,
        })).Errors;

        Assert.All(errors, ErrorShape.AssertThreeParts);
        Assert.All(errors, error => Assert.False(error.OnThisMachine));
        Assert.Equal(sources.Length + 5, errors.Count);
        string all = string.Join('\n', errors.Select(error => error.Message));
        Assert.All(
            (string[])[
                "'/opt/absent' does not exist", "'/absent' is missing as well", "'relative' can't be copied",
                "first bytes are 68 65 6c 6c", "64-bit aarch64", "32-bit x86", "/opt/lacking -> libz.so.9",
                "no sound ELF file", "mode 0644", "ELF type is 1", "ends with a carriage return", "Permission denied",
                "in a circle", "is a directory", "a socket, a pipe or a device", "whole file system", "Account 'toor'",
                "libssl.so.3", "ca-certificates", "tzdata",
            ],
            part => Assert.Contains(part, all, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/opt/../../etc")]
    [InlineData("opt")]
    [InlineData("/proc/x")]
    [InlineData("")]
    public void Target_OutsideOfTheImage_IsAnError(string target)
    {
        PlanError error = Assert.Single(Assert.Throws<HostProgramException>(
            () => Read(Machine(), new HostEntrySpec("/usr/sbin/worker") { Target = target })).Errors);

        ErrorShape.AssertThreeParts(error);
        Assert.Contains($"Target '{target}'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("999")]
    [InlineData("rwx")]
    [InlineData("07777")]
    public void Mode_ThatIsNone_IsAnError(string mode) => Assert.Contains(
        $"Mode '{mode}'",
        Assert.Throws<HostProgramException>(
            () => Read(Machine(), new HostEntrySpec("/usr/sbin/worker") { Mode = mode })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Targets_ThatClash_AreAnError_AndTheSameFileTwiceIsNone()
    {
        FakeHostTree tree = Machine().File("/a", "a").File("/b", "b");

        var clash = Assert.Throws<HostProgramException>(() => ReadFiles(
            tree, new HostEntrySpec("/a") { Target = "/c" }, new HostEntrySpec("/b") { Target = "/c" }));
        var below = Assert.Throws<HostProgramException>(() => ReadFiles(
            tree, new HostEntrySpec("/a") { Target = "/c/d" }, new HostEntrySpec("/b") { Target = "/c" }));

        Assert.Contains("'/b' and '/a' both want to be '/c'", clash.Message, StringComparison.Ordinal);
        Assert.Contains("makes '/c' no directory", below.Message, StringComparison.Ordinal);
        ErrorShape.AssertThreeParts(Assert.Single(clash.Errors));
        ErrorShape.AssertThreeParts(Assert.Single(below.Errors));
        Assert.Equal(["/a"], Own(ReadFiles(tree, new HostEntrySpec("/a"), new HostEntrySpec("/a"))));
    }

    [Fact]
    public void NothingListed_IsAnError() => ErrorShape.AssertThreeParts(
        Assert.Single(Assert.Throws<HostProgramException>(() => Read(Machine(), new HostImageSpec())).Errors));

    internal static FakeHostTree Machine() => new FakeHostTree()
        .Link("/lib", "usr/lib")
        .Link("/lib64", "usr/lib64")
        .Link("/usr/lib64/ld-linux-x86-64.so.2", "/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2")
        .File($"{Multiarch}/ld-linux-x86-64.so.2", ElfBuilder.Library("ld-linux-x86-64.so.2"))
        .File($"{Multiarch}/libc.so.6", ElfBuilder.Library("libc.so.6", "ld-linux-x86-64.so.2"))
        .File($"{Multiarch}/liba.so.1.2", ElfBuilder.Library("liba.so.1", "libc.so.6"))
        .Link($"{Multiarch}/liba.so.1", "liba.so.1.2")
        .File("/usr/sbin/worker", ElfBuilder.Program("liba.so.1", "libc.so.6") with { Interpreter = Loader });

    internal static HostImageContent Read(FakeHostTree tree, HostImageSpec spec) =>
        new HostImageReader(tree, HostMachine.X64).Read(spec, CancellationToken.None);

    internal static HostImageContent Read(FakeHostTree tree, params HostEntrySpec[] programs) =>
        Read(tree, new HostImageSpec { Programs = programs });

    internal static HostImageContent ReadFiles(FakeHostTree tree, params HostEntrySpec[] files) =>
        Read(tree, new HostImageSpec { Files = files });

    internal static HostFile Find(HostImageContent content, string path) =>
        Assert.Single(content.Files, file => file.Path == path);

    /// <summary>All but the basics: paths of files and directories, and links with what they hold.</summary>
    internal static IEnumerable<string> Own(HostImageContent content) => content.Files
        .Where(file => !Always.Contains(file.Path))
        .Select(file => file.Kind == HostFileKind.SymbolicLink ? $"{file.Path} -> {file.LinkTarget}" : file.Path);

    private static string Text(HostImageContent content, string path) =>
        Encoding.UTF8.GetString(Find(content, path).Content.Span);
}
