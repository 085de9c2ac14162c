using System.Globalization;
using ScaleSim.ReferenceProtocol.Client;
using ScaleSim.ReferenceProtocol.Errors;
using ScaleSim.ReferenceProtocol.Files;

namespace ScaleSim.Functional;

/// <summary>Files and directories by name.</summary>
public sealed class NamespaceTests(LiveCluster cluster) : IClassFixture<LiveCluster>
{
    private const int ManyEntries = 2500;

    private ReferenceClient Client => cluster.Client;

    [ClusterFact]
    public async Task Directory_IsMadeWithItsParents_AndListed()
    {
        await Client.MakeDirectoryAsync(cluster.PathOf("made/a/b"), CancellationToken.None);
        await Client.MakeDirectoryAsync(cluster.PathOf("made/a/b"), CancellationToken.None);

        EntryStatus status = await Client.StatusAsync(cluster.PathOf("made/a"), CancellationToken.None);
        Assert.Equal(EntryKind.Directory, status.Kind);
        Assert.Equal(["b"], await Client.NamesInAsync(cluster.PathOf("made/a")));
    }

    [ClusterFact]
    public async Task File_IsSeenByNobody_BeforeItIsComplete()
    {
        string path = cluster.PathOf("unfinished");
        await using FileWriteStream file = await Client.CreateAsync(path, null, CancellationToken.None);
        await file.WriteAsync(TestData.Bytes(1, 1000));

        await Assert.ThrowsAsync<PathNotFoundException>(() => Client.StatusAsync(path, CancellationToken.None));
        await file.CompleteAsync(CancellationToken.None);

        Assert.Equal(1000, (await Client.StatusAsync(path, CancellationToken.None)).Length);
    }

    [ClusterFact]
    public async Task Create_IsRefused_WhenThePathIsTaken()
    {
        string path = cluster.PathOf("taken");
        await Client.WriteAsync(path, TestData.Bytes(2, 10));

        await Assert.ThrowsAsync<PathExistsException>(() => Client.WriteAsync(path, TestData.Bytes(3, 10)));

        Assert.Equal(TestData.Bytes(2, 10), await Client.ReadAsync(path));
    }

    [ClusterFact]
    public async Task Rename_MovesADirectory_WithItsFiles()
    {
        await Client.WriteAsync(cluster.PathOf("old/inner/file"), TestData.Bytes(4, 5000));

        await Client.RenameAsync(
            cluster.PathOf("old"), cluster.PathOf("new"), overwrite: false, CancellationToken.None);

        Assert.Equal(TestData.Bytes(4, 5000), await Client.ReadAsync(cluster.PathOf("new/inner/file")));
        await Assert.ThrowsAsync<PathNotFoundException>(() => Client.ReadAsync(cluster.PathOf("old/inner/file")));
    }

    [ClusterFact]
    public async Task Delete_SparesAFullDirectory_UnlessItIsRecursive()
    {
        await Client.WriteAsync(cluster.PathOf("full/file"), TestData.Bytes(5, 10));

        ReferenceException refusal = await Assert.ThrowsAsync<ReferenceException>(
            () => Client.DeleteAsync(cluster.PathOf("full"), recursive: false, CancellationToken.None));
        Assert.Equal(ErrorCodes.DirectoryNotEmpty, refusal.Code);

        await Client.DeleteAsync(cluster.PathOf("full"), recursive: true, CancellationToken.None);
        await Assert.ThrowsAsync<PathNotFoundException>(() => Client.ReadAsync(cluster.PathOf("full/file")));
    }

    [ClusterFact]
    public async Task Listing_IsWholeAndInOrder_WhenADirectoryIsLarge()
    {
        string directory = cluster.PathOf("large");
        string[] names = [.. Enumerable.Range(0, ManyEntries)
            .Select(number => number.ToString("d-0000", CultureInfo.InvariantCulture))];
        await Parallel.ForEachAsync(names, ClusterFiles.AtOnce, async (name, stop) =>
            await Client.MakeDirectoryAsync($"{directory}/{name}", stop));

        Assert.Equal(names, await Client.NamesInAsync(directory));
    }
}
