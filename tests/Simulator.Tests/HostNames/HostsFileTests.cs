using System.Diagnostics;
using System.Text;
using ScaleSim.Core.Tests.Reports;
using ScaleSim.Simulator.HostNames;
using ScaleSim.Simulator.Tests.Dns;

namespace ScaleSim.Simulator.Tests.HostNames;

public sealed class HostsFileTests : IDisposable
{
    private const string Before = "127.0.0.1\tlocalhost\n::1 localhost # \u00e4\n";

    private readonly TemporaryDirectory _directory = new();

    private string Hosts => _directory.PathOf("hosts");

    [Fact]
    public async Task Block_ComesAndGoes_WithEveryOtherByteKept()
    {
        byte[] before = [.. Encoding.UTF8.GetBytes(Before), 0xFF, 0, 0x80];
        await File.WriteAllBytesAsync(Hosts, before);

        await PutAsync("demo", 1000);
        byte[] with = await File.ReadAllBytesAsync(Hosts);
        Assert.Equal(before, with[..before.Length]);
        Assert.Contains(
            "\n198.18.4.11 worker-1000.demo.scalesim.internal\n# scalesim demo end\n",
            Encoding.Latin1.GetString(with),
            StringComparison.Ordinal);
        await PutAsync("demo", 3);
        await RemoveAsync("demo");

        Assert.Equal(before, await File.ReadAllBytesAsync(Hosts));
        AssertNothingBeside();
    }

    [Fact]
    public async Task Removal_OfNothing_ChangesNothing()
    {
        await File.WriteAllTextAsync(Hosts, Before);
        DateTime written = File.GetLastWriteTimeUtc(Hosts);
        await RemoveAsync("demo");
        await Of(_directory.PathOf("absent")).RemoveAsync("demo", CancellationToken.None);
        await Of(_directory.PathOf("absent/below")).RemoveAsync("demo", CancellationToken.None);

        Assert.Equal(Before, await File.ReadAllTextAsync(Hosts));
        Assert.Equal(written, File.GetLastWriteTimeUtc(Hosts));
        AssertNothingBeside();
    }

    [Fact]
    public async Task File_ThatIsNotThere_IsMadeAndGoes()
    {
        Of(Hosts).Check();
        Assert.False(File.Exists(Hosts));

        await PutAsync("demo", 2);
        Assert.Equal(0x1A4, (int)File.GetUnixFileMode(Hosts));
        await RemoveAsync("demo");

        Assert.Empty(Directory.GetFileSystemEntries(_directory.Path));
    }

    [Fact]
    public async Task Mode_AndSymbolicLink_AreKept()
    {
        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherWrite;
        await File.WriteAllTextAsync(Hosts, Before);
        File.SetUnixFileMode(Hosts, mode);
        string link = _directory.PathOf("link");
        File.CreateSymbolicLink(link, "hosts");

        await Of(link).PutAsync(NameTables.Of(2), CancellationToken.None);

        Assert.Equal("hosts", new FileInfo(link).LinkTarget);
        Assert.Equal(mode, File.GetUnixFileMode(Hosts));
        Assert.Contains("worker-0002", await File.ReadAllTextAsync(Hosts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SymbolicLink_ThatLeadsNowhereYet_IsFollowed()
    {
        string link = _directory.PathOf("link");
        File.CreateSymbolicLink(link, "hosts");
        Of(link).Check();

        await Of(link).PutAsync(NameTables.Of(2), CancellationToken.None);
        Assert.Contains("worker-0002", await File.ReadAllTextAsync(Hosts), StringComparison.Ordinal);
        await Of(link).RemoveAsync("demo", CancellationToken.None);

        Assert.Equal([link], Directory.GetFileSystemEntries(_directory.Path));
    }

    [Fact]
    public async Task File_IsReplaced_SoThatReadersSeeOneOrTheOther()
    {
        await File.WriteAllTextAsync(Hosts, Before);
        using var reader = new StreamReader(Hosts);

        await PutAsync("demo", 10);

        Assert.Equal(Before, await reader.ReadToEndAsync());
    }

    [Fact]
    public async Task File_WithAnotherName_IsWrittenInPlace()
    {
        await File.WriteAllTextAsync(Hosts, Before);
        string other = _directory.PathOf("other");
        await RunAsync("ln", Hosts, other);

        await PutAsync("demo", 10);
        Assert.Equal(await File.ReadAllTextAsync(Hosts), await File.ReadAllTextAsync(other));
        await RemoveAsync("demo");

        Assert.Equal(Before, await File.ReadAllTextAsync(other));
    }

    /// <summary>As /etc/hosts is in a container: the file is a mount, and a rename onto it gives EBUSY.</summary>
    [RootFact]
    public async Task File_ThatIsAMount_IsWrittenInPlace()
    {
        string source = _directory.PathOf("source");
        await File.WriteAllTextAsync(source, Before);
        await File.WriteAllTextAsync(Hosts, "");
        await RunAsync("mount", "--bind", source, Hosts);
        try
        {
            await PutAsync("demo", 10);
            Assert.Contains("worker-0010", await File.ReadAllTextAsync(source), StringComparison.Ordinal);
            await RemoveAsync("demo");
            Assert.Equal(Before, await File.ReadAllTextAsync(source));
        }
        finally
        {
            await RunAsync("umount", Hosts);
        }

        File.Delete(source);
        AssertNothingBeside();
    }

    [RootFact]
    public async Task Owner_IsKept()
    {
        await File.WriteAllTextAsync(Hosts, Before);
        await RunAsync("chown", "1234:4321", Hosts);

        await PutAsync("demo", 2);

        Assert.Equal("1234:4321 644", (await RunAsync("stat", "--format", "%u:%g %a", Hosts)).Trim());
    }

    [Fact]
    public async Task Writers_OfManyClusters_DoNotLoseEachOthersBlocks()
    {
        await File.WriteAllTextAsync(Hosts, Before);
        string[] clusters = [.. Enumerable.Range(1, 24).Select(index => $"c{index}")];

        await Task.WhenAll(clusters.Select(cluster => Task.Run(() => PutAsync(cluster, 20))));
        string with = await File.ReadAllTextAsync(Hosts);
        Assert.All(clusters, cluster => Assert.Contains(
            $"worker-0020.{cluster}.scalesim.internal\n# scalesim {cluster} end\n", with, StringComparison.Ordinal));
        await Task.WhenAll(clusters.Select(cluster => Task.Run(() => RemoveAsync(cluster))));

        Assert.Equal(Before, await File.ReadAllTextAsync(Hosts));
        AssertNothingBeside();
    }

    [Fact]
    public void Path_ThatCanBeNoFile_IsWrongAnywhere()
    {
        HostsFileException folder = Assert.Throws<HostsFileException>(() => Of(_directory.Path).Check());
        HostsFileException below = Assert.Throws<HostsFileException>(() => Of(_directory.PathOf("no/hosts")).Check());

        Assert.True(folder.IsUsage && below.IsUsage);
        Assert.Contains("it is a folder. Give --hosts-file", folder.Message, StringComparison.Ordinal);
        Assert.Contains("its folder does not exist. Give --hosts-file", below.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_ThatCanNotBeWritten_IsSaid()
    {
        // A file of the kernel's that root can't write either.
        const string path = "/sys/kernel/uevent_seqnum";

        HostsFileException check = Assert.Throws<HostsFileException>(() => Of(path).Check());
        HostsFileException put = await Assert.ThrowsAsync<HostsFileException>(
            () => Of(path).PutAsync(NameTables.Of(1), CancellationToken.None));

        Assert.False(check.IsUsage);
        Assert.StartsWith($"The hosts file {path} can't be written: ", check.Message, StringComparison.Ordinal);
        Assert.Contains("give --hosts-file another file", put.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Dispose();

    private static HostsFile Of(string path) => new(path, TimeProvider.System);

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using Process process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return output;
    }

    private Task PutAsync(string cluster, int workers) =>
        Of(Hosts).PutAsync(NameTables.Of(workers, cluster), CancellationToken.None);

    private Task RemoveAsync(string cluster) => Of(Hosts).RemoveAsync(cluster, CancellationToken.None);

    private void AssertNothingBeside() => Assert.Equal([Hosts], Directory.GetFileSystemEntries(_directory.Path));
}
