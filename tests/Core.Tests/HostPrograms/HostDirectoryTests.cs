using ScaleSim.Core.HostPrograms;
using ScaleSim.Core.Tests.Planning;
using static ScaleSim.Core.Tests.HostPrograms.HostImageReaderTests;

namespace ScaleSim.Core.Tests.HostPrograms;

/// <summary>Directories in the list of an image.</summary>
public sealed class HostDirectoryTests
{
    [Fact]
    public void Directory_IsCopied_WithModesAndLinks_AndTheLibrariesOfItsPrograms()
    {
        FakeHostTree tree = Machine()
            .File("/opt/app/worker", ElfBuilder.Program("liba.so.1"))
            .File("/opt/app/data/a.txt", "a", 0b110_000_000)
            .Folder("/opt/app/spool", 0b1_111_111_111)
            .Link("/opt/app/current", "data/a.txt");

        HostImageContent content = ReadFiles(tree, new HostEntry("/opt/app") { Owner = "7:8" });

        Assert.Superset(
            new HashSet<string>
            {
                "/opt/app", "/opt/app/current -> data/a.txt", "/opt/app/data", "/opt/app/data/a.txt",
                "/opt/app/spool", "/opt/app/worker", "/usr/lib/x86_64-linux-gnu/liba.so.1.2",
            },
            Own(content).ToHashSet());
        Assert.Equal((UnixFileMode)0b1_111_111_111, Find(content, "/opt/app/spool").Mode);
        Assert.Equal((UnixFileMode)0b110_000_000, Find(content, "/opt/app/data/a.txt").Mode);
        Assert.Equal((7, 8), (Find(content, "/opt/app/data/a.txt").Uid, Find(content, "/opt/app/spool").Gid));
        Assert.Empty(content.Notes);
    }

    [Fact]
    public void DirectoryWithATarget_KeepsItsLinksWorking()
    {
        FakeHostTree tree = Machine()
            .File("/opt/app/lib/v1", "1")
            .File("/opt/outside", "o")
            .Link("/opt/app/inside", "lib/v1")
            .Link("/opt/app/absolute", "/opt/app/lib/v1")
            .Link("/opt/app/around", "../app/lib/v1")
            .Link("/opt/app/lib/out", "../../outside")
            .Link("/opt/app/gone", "../nothing");

        IEnumerable<string> files = Own(ReadFiles(tree, new HostEntry("/opt/app") { Target = "/srv/x" }));

        Assert.Equal(
            [
                "/opt/outside", "/srv/x", "/srv/x/absolute -> /srv/x/lib/v1", "/srv/x/around -> /srv/x/lib/v1",
                "/srv/x/gone -> /opt/nothing", "/srv/x/inside -> lib/v1", "/srv/x/lib",
                "/srv/x/lib/out -> /opt/outside", "/srv/x/lib/v1",
            ],
            files);
    }

    [Fact]
    public void Links_ThatLeadOutside_BringTheirFiles_AndTheirLibraries()
    {
        FakeHostTree tree = Machine()
            .Link("/opt/venv/bin/python", "/etc/alternatives/python")
            .Link("/etc/alternatives/python", "/usr/bin/python3.11")
            .File("/usr/bin/python3.11", ElfBuilder.Program("liba.so.1"))
            .Link("/opt/venv/share", "/usr/share/python")
            .File("/usr/share/python/a", "a");

        HostImageContent content = ReadFiles(tree, new HostEntry("/opt/venv"));

        Assert.Superset(
            new HashSet<string>
            {
                "/opt/venv/bin/python -> /etc/alternatives/python", "/etc/alternatives/python -> /usr/bin/python3.11",
                "/usr/bin/python3.11", "/usr/lib/x86_64-linux-gnu/liba.so.1.2", "/opt/venv/share -> /usr/share/python",
            },
            Own(content).ToHashSet());
        Assert.DoesNotContain("/usr/share/python/a", Own(content));
        Assert.Contains("'/usr/share/python', which is not in", Assert.Single(content.Notes), StringComparison.Ordinal);
        Assert.Empty(ReadFiles(tree, new HostEntry("/opt/venv"), new HostEntry("/usr/share/python")).Notes);
    }

    [Fact]
    public void RootOfAFileSystem_GoesWhereThisMachineHasItsDirectories()
    {
        FakeHostTree tree = Machine().File("/build/rootfs/lib/extra", "x").File("/build/rootfs/etc/a.cfg", "a");

        HostImageContent content = ReadFiles(tree, new HostEntry("/build/rootfs") { Target = "/" });

        Assert.Equal(["/etc", "/etc/a.cfg", "/lib -> usr/lib", "/usr/lib", "/usr/lib/extra"], Own(content));
    }

    [Fact]
    public void ListedFile_TakesThePlaceOfOneFromADirectory()
    {
        FakeHostTree tree = Machine().File("/opt/app/a.cfg", "old").File("/build/new.cfg", "new");

        HostImageContent content = ReadFiles(
            tree,
            new HostEntry("/build/new.cfg") { Target = "/opt/app/a.cfg" },
            new HostEntry("/opt/app"));

        Assert.Equal("/build/new.cfg", Find(content, "/opt/app/a.cfg").SourcePath);
    }

    [Fact]
    public void InnerDirectory_SaysWhoOwnsWhatIsInIt()
    {
        FakeHostTree tree = Machine().File("/opt/app/data/a", "a").File("/opt/app/b", "b");
        HostEntry[] entries = [new("/opt/app"), new("/opt/app/data") { Owner = "5" }];

        foreach (HostEntry[] order in (HostEntry[][])[entries, [.. entries.Reverse()]])
        {
            HostImageContent content = ReadFiles(tree, order);

            Assert.Equal(
                [5, 5, 0],
                ((string[])["/opt/app/data", "/opt/app/data/a", "/opt/app/b"]).Select(path => Find(content, path).Uid));
        }
    }

    [Fact]
    public void ForeignAndLackingFiles_AreData_AndAreSaid()
    {
        FakeHostTree tree = Machine()
            .File("/opt/app/runtimes/arm/a.so", ElfBuilder.Library("a.so") with { Machine = 183 })
            .File("/opt/app/plugin.so", ElfBuilder.Library("plugin.so", "libnone.so", "libown.so"))
            .File("/opt/app/sub/libown.so", ElfBuilder.Library("libown.so"))
            .File("/opt/app/damaged.so", ElfBuilder.Library("b.so", "libc.so.6").Build()[..90])
            .File("/opt/app/tool", "#!/usr/bin/none\n", 0b111_101_101)
            .File("/opt/app/example.sh", "#!/usr/bin/none\n")
            .Special("/opt/app/sock\u001bet");

        HostImageContent content = ReadFiles(tree, new HostEntry("/opt/app"));

        Assert.Contains("/opt/app/runtimes/arm/a.so", Own(content));
        Assert.Contains("/opt/app/damaged.so", Own(content));
        Assert.DoesNotContain("/opt/app/sock\u001bet", Own(content));
        Assert.Equal(
            [
                "'/opt/app/sock\uFFFDet' is left out: it is a socket, a pipe or a device.",
                "1 ELF files are copied as data: they are not for x86-64.",
                "Library 'libnone.so' was not found: /opt/app/plugin.so -> libnone.so.",
                "Script '/opt/app/tool' can't run in the image: '/usr/bin/none' was not found.",
            ],
            content.Notes);
    }

    [Fact]
    public void ProgramInADirectory_ThatLacksALibrary_IsAnError()
    {
        FakeHostTree tree = Machine().File("/opt/app/worker", ElfBuilder.Program("libnone.so"));

        Assert.Contains(
            "/opt/app/worker -> libnone.so",
            Assert.Throws<HostProgramException>(() => ReadFiles(tree, new HostEntry("/opt/app"))).Message,
            StringComparison.Ordinal);
    }

    /// <summary>It may be started by a script that sets LD_LIBRARY_PATH.</summary>
    [Fact]
    public void LibraryThatIsInTheImage_WhereNoLoaderLooks_IsANote()
    {
        FakeHostTree tree = Machine()
            .File("/opt/app/bin/worker", ElfBuilder.Program("libapp.so"))
            .File("/opt/app/lib/libapp.so", ElfBuilder.Library("libapp.so"));

        string note = Assert.Single(ReadFiles(tree, new HostEntry("/opt/app")).Notes);

        Assert.Contains("'/opt/app/lib/libapp.so' in the image, where a loader", note, StringComparison.Ordinal);
    }

    [Fact]
    public void LinksInACircle_AndUnreadableFiles_AreErrors()
    {
        FakeHostTree tree = Machine()
            .Link("/opt/app/loop", "pool").Link("/opt/app/pool", "loop")
            .Link("/opt/app/up", "..")
            .File("/opt/app/secret", "s")
            .File("/opt/app/closed/file", "f");
        tree.Forbidden.UnionWith(["/opt/app/secret", "/opt/app/closed"]);

        var refused = Assert.Throws<HostProgramException>(() => ReadFiles(tree, new HostEntry("/opt/app")));

        Assert.All(refused.Errors, ErrorShape.AssertThreeParts);
        Assert.Equal(
            [
                "Path '/opt/app/closed'", "Path '/opt/app/secret'",
                "Symbolic link '/opt/app/loop'", "Symbolic link '/opt/app/pool'",
            ],
            refused.Errors.Select(error => error.Message.Split(" in ")[0]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(20, 1 << 20)]
    [InlineData(1000, 400)]
    public void Limits_StopTheWalk_WithOneError(int filesMax, int bytesMax)
    {
        FakeHostTree tree = Machine();
        for (int index = 0; index < 200; index++)
        {
            tree.File($"/opt/many/{index:000}", "1234567890");
        }

        var refused = Assert.Throws<HostProgramException>(() => Read(tree, new HostImageRequest
        {
            Files = [new("/opt/many")],
            FilesMax = filesMax,
            BytesMax = bytesMax,
        }));

        ErrorShape.AssertThreeParts(Assert.Single(refused.Errors));
        Assert.Contains("'/opt/many' makes the image larger", refused.Message, StringComparison.Ordinal);
        Assert.InRange(tree.Opened, 1, 60);
    }

    [Fact]
    public void Reading_StopsWhenItIsCancelled()
    {
        var reader = new HostImageReader(Machine().File("/opt/app/a", "a"), Core.HostPrograms.Elf.HostMachine.X64);

        Assert.Throws<OperationCanceledException>(() => reader.Read(
            new HostImageRequest { Files = [new("/opt/app")] }, new CancellationToken(canceled: true)));
    }
}
