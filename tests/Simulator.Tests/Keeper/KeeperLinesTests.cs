using System.IO.Pipelines;
using System.Text.Json;
using ScaleSim.Simulator.Keeper;
using ScaleSim.Simulator.Tests.Dns;

namespace ScaleSim.Simulator.Tests.Keeper;

public sealed class KeeperLinesTests
{
    [Fact]
    public async Task Lines_AreReadAsTheyWereWritten()
    {
        string longest = new('x', 100_000);
        var lines = new KeeperLines(new StringReader($"a\n\n{longest}\nhalf"));

        Assert.Equal("a", await lines.ReadAsync(CancellationToken.None));
        Assert.Equal("", await lines.ReadAsync(CancellationToken.None));
        Assert.Equal(longest, await lines.ReadAsync(CancellationToken.None));
        Assert.Null(await lines.ReadAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Read_ThatIsCancelled_LosesNothing()
    {
        var pipe = new Pipe();
        using var reader = new StreamReader(pipe.Reader.AsStream());
        var lines = new KeeperLines(reader);
        await pipe.Writer.WriteAsync("first\nsec"u8.ToArray());
        Assert.Equal("first", await lines.ReadAsync(CancellationToken.None));
        using var cancelled = new CancellationTokenSource();
        Task<string?> second = lines.ReadAsync(cancelled.Token);

        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        await pipe.Writer.WriteAsync("ond\n"u8.ToArray());

        Assert.Equal("second", await lines.ReadAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Line_WithoutAnEnd_IsNotCollectedForEver()
    {
        var lines = new KeeperLines(new StringReader(new string('x', KeeperLines.LengthMax + 1)));

        IOException exception = await Assert.ThrowsAsync<IOException>(() => lines.ReadAsync(CancellationToken.None));
        Assert.Contains("more than 16777216 characters", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NamesOfTheLargestCluster_FitALine()
    {
        // The longest names that a spec may have.
        var request = new KeeperRequest(KeeperVerb.UseNames) { Names = NameTables.Of(100_000, new string('c', 40)) };

        string line = JsonSerializer.Serialize(request, KeeperJsonContext.Default.KeeperRequest);

        Assert.InRange(line.Length, 1, KeeperLines.LengthMax);
        KeeperRequest read = JsonSerializer.Deserialize(line, KeeperJsonContext.Default.KeeperRequest)!;
        Assert.Equal(request.Names.Names, read.Names!.Names);
        Assert.Equal(request.Names.Reverse, read.Names.Reverse);
    }
}
