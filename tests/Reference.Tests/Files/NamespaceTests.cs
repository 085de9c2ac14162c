using ScaleSim.Reference.Tests.Clusters;
using ScaleSim.ReferenceProtocol.Client;
using ScaleSim.ReferenceProtocol.Files;

namespace ScaleSim.Reference.Tests.Files;

/// <summary>Files and directories through HTTP and the client, as people use them.</summary>
public sealed class NamespaceTests : IAsyncLifetime
{
    private TestCluster _cluster = null!;

    private ReferenceClient Client => _cluster.Client;

    public async Task InitializeAsync() => _cluster = await TestCluster.StartAsync(workers: 2);

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Directory_IsMadeWithItsParents_AndTwiceIsFine()
    {
        await Client.MakeDirectoryAsync("/a/b/c", default);
        var again = await Client.MakeDirectoryAsync("/a/b/c", default);

        Assert.Equal((EntryKind.Directory, "/a/b/c", 0), (again.Kind, again.Path, again.Entries));
        Assert.Equal(["/a/b"], await ListAsync("/a"));
    }

    [Fact]
    public async Task Names_AreKept_WhateverTheyAre()
    {
        string[] names = ["with space", "ünïcödé", "100%", "a+b&c=d?e#f", "%2e%2e", "semi;colon", "quote'\""];

        foreach (var name in names)
        {
            await WriteAsync($"/names/{name}", 10);
            Assert.Equal($"/names/{name}", (await Client.StatusAsync($"/names/{name}", default)).Path);
        }

        Assert.Equal(names.Select(n => $"/names/{n}").Order(StringComparer.Ordinal), await ListAsync("/names"));
    }

    [Fact]
    public async Task Listing_IsWhole_WhenItComesInParts()
    {
        for (var i = 0; i < 1100; i++)
        {
            await Client.MakeDirectoryAsync($"/many/d-{i:0000}", default);
        }

        var paths = await ListAsync("/many");

        Assert.Equal(Enumerable.Range(0, 1100).Select(i => $"/many/d-{i:0000}"), paths);
    }

    [Fact]
    public async Task Rename_MovesADirectoryWithItsFiles()
    {
        await WriteAsync("/old/x/file", 5000);
        await Client.MakeDirectoryAsync("/new", default);

        await Client.RenameAsync("/old/x", "/new/y", overwrite: false, default);

        using var read = new MemoryStream();
        var status = await Client.ReadAsync("/new/y/file", read, default);
        Assert.Equal(Bytes.Of(5000), read.ToArray());
        Assert.Equal("/new/y/file", (await Client.BlockAsync(status.Blocks![0].Id, default)).Path);
        await Assert.ThrowsAsync<PathNotFoundException>(() => Client.StatusAsync("/old/x", default));
    }

    [Fact]
    public async Task Rename_ReplacesAFile_OnlyWhenAsked()
    {
        await WriteAsync("/a", 10);
        await WriteAsync("/b", 20);

        await Assert.ThrowsAsync<PathExistsException>(() => Client.RenameAsync("/a", "/b", overwrite: false, default));
        await Client.RenameAsync("/a", "/b", overwrite: true, default);

        Assert.Equal(10, (await Client.StatusAsync("/b", default)).Length);
        Assert.Equal(["/b"], await ListAsync("/"));
    }

    [Theory]
    [InlineData("/dir", "/dir/sub/x", "bad-request")]
    [InlineData("/", "/x", "bad-request")]
    [InlineData("/none", "/x", "path-not-found")]
    [InlineData("/dir", "/none/x", "path-not-found")]
    [InlineData("/dir", "/file/x", "not-directory")]
    [InlineData("/file", "/dir", "is-directory")]
    [InlineData("/dir", "/file", "not-directory")]
    public async Task Rename_IsRefused_WhenItMakesNoSense(string from, string to, string code)
    {
        await WriteAsync("/file", 10);
        await Client.MakeDirectoryAsync("/dir/sub", default);

        var refusal = await Assert.ThrowsAnyAsync<ReferenceException>(
            () => Client.RenameAsync(from, to, overwrite: true, default));

        Assert.Equal(code, refusal.Code);
    }

    [Fact]
    public async Task Rename_OntoItself_ChangesNothing()
    {
        await WriteAsync("/file", 10);

        await Client.RenameAsync("/file", "/file", overwrite: true, default);

        Assert.Equal(10, (await Client.StatusAsync("/file", default)).Length);
    }

    [Fact]
    public async Task Delete_NeedsToBeAsked_ForAFullDirectory()
    {
        await WriteAsync("/dir/file", 10);

        var refusal = await Assert.ThrowsAsync<ReferenceException>(
            () => Client.DeleteAsync("/dir", recursive: false, default));
        await Client.DeleteAsync("/dir", recursive: true, default);

        Assert.Equal("directory-not-empty", refusal.Code);
        Assert.Empty(await ListAsync("/"));
        await Poll.UntilAsync(() => _cluster.Workers.All(w => w.Ramdisk.Files().Count == 0), "the blocks to go");
    }

    [Fact]
    public async Task Delete_IsRefused_ForTheRootAndForNothing()
    {
        var root = await Assert.ThrowsAsync<ReferenceException>(
            () => Client.DeleteAsync("/", recursive: true, default));

        Assert.Equal("bad-request", root.Code);
        await Assert.ThrowsAsync<PathNotFoundException>(() => Client.DeleteAsync("/none", recursive: true, default));
    }

    [Theory]
    [InlineData("/dir", "is-directory")]
    [InlineData("/file/below", "not-directory")]
    [InlineData("/", "is-directory")]
    public async Task Create_IsRefused_WhereNoFileCanBe(string path, string code)
    {
        await WriteAsync("/file", 10);
        await Client.MakeDirectoryAsync("/dir", default);

        var refusal = await Assert.ThrowsAnyAsync<ReferenceException>(
            () => Client.CreateAsync(path, new CreateRequest { Overwrite = true }, default));

        Assert.Equal(code, refusal.Code);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(11, null)]
    [InlineData(null, 10)]
    [InlineData(null, 100_000_000)]
    public async Task Create_IsRefused_WithNonsense(int? replication, int? blockSize)
    {
        var refusal = await Assert.ThrowsAsync<ReferenceException>(() => Client.CreateAsync(
            "/file", new CreateRequest { Replication = replication, BlockSizeBytes = blockSize }, default));

        Assert.Equal("bad-request", refusal.Code);
    }

    [Fact]
    public async Task Path_IsBusy_WhileAnotherWritesIt_UnlessOverwritten()
    {
        await using var first = await Client.CreateAsync("/file", null, default);

        var refusal = await Assert.ThrowsAsync<ReferenceException>(() => Client.CreateAsync("/file", null, default));
        await using var second = await Client.CreateAsync("/file", new CreateRequest { Overwrite = true }, default);
        await second.CompleteAsync(default);

        Assert.Equal("path-busy", refusal.Code);
        var given = await Assert.ThrowsAsync<ReferenceException>(() => first.CompleteAsync(default));
        Assert.Equal("write-not-found", given.Code);
    }

    [Fact]
    public async Task Directory_CanNotBeRead()
    {
        await Client.MakeDirectoryAsync("/dir", default);

        await WriteAsync("/file", 1);

        var opened = await Assert.ThrowsAsync<ReferenceException>(() => Client.OpenAsync("/dir", default));
        var listed = await Assert.ThrowsAsync<ReferenceException>(() => ListAsync("/file"));

        Assert.Equal(("is-directory", "not-directory"), (opened.Code, listed.Code));
    }

    [Theory]
    [InlineData("file")]
    [InlineData("")]
    [InlineData("/a/../b")]
    [InlineData("/a//b")]
    public async Task Client_RefusesWhatIsNoPath_BeforeAUrlChangesIt(string path)
    {
        var refusal = await Assert.ThrowsAsync<ReferenceException>(() => Client.StatusAsync(path, default));

        Assert.Equal("bad-path", refusal.Code);
    }

    private Task<EntryStatus> WriteAsync(string path, int length) => Client.WriteAsync(
        path, new MemoryStream(Bytes.Of(length)), new CreateRequest { BlockSizeBytes = 2048 }, default);

    private async Task<List<string>> ListAsync(string path)
    {
        var paths = new List<string>();
        await foreach (var entry in Client.ListAsync(path, default))
        {
            paths.Add(entry.Path);
        }

        return paths;
    }
}
