using ScaleSim.Core.Reports;
using ScaleSim.Tests;

namespace ScaleSim.Core.Tests.Reports;

public sealed class CsvLogTests : IDisposable
{
    private static readonly CsvTable<int> Numbers = new(
        new("number", number => $"{number}"), new("text", number => $"row {number}, quoted"));

    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task Log_HasItsHeaderAndRows_WhileItIsOpen()
    {
        string path = _directory.PathOf("numbers.csv");
        await using CsvLog<int> log = CsvLog<int>.Create(path, Numbers, Fail);
        log.Add(1);
        log.Add(2);

        await Eventually.HoldsAsync(
            () => ReadShared(path) == "number,text\n1,\"row 1, quoted\"\n2,\"row 2, quoted\"\n",
            "the log has its header and two rows");
    }

    [Fact]
    public async Task Log_KeepsEveryRowInOrder_WhenManyCome()
    {
        string path = _directory.PathOf("numbers.csv");
        await using (CsvLog<int> log = CsvLog<int>.Create(path, Numbers, Fail))
        {
            for (int number = 0; number < 5000; number++)
            {
                log.Add(number);
            }
        }

        string[] lines = await File.ReadAllLinesAsync(path);
        Assert.Equal(5001, lines.Length);
        Assert.Equal(Enumerable.Range(0, 5000), lines.Skip(1).Select(line => int.Parse(line.Split(',')[0])));
    }

    [Fact]
    public async Task Log_WritesWholeRowsOnly()
    {
        var file = new RecordingStream();
        await using (var log = new CsvLog<int>(file, Numbers, Fail))
        {
            for (int number = 0; number < 3000; number++)
            {
                log.Add(number);
            }
        }

        Assert.NotEmpty(file.Writes);
        Assert.All(file.Writes, write => Assert.EndsWith("\n", write, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Log_TellsOnceAndGoesOn_WhenTheDiskIsFull()
    {
        var failures = new List<Exception>();
        await using (var log = new CsvLog<int>(new FullStream(), Numbers, failures.Add))
        {
            log.Add(1);
            log.Add(2);
        }

        Assert.Equal("No space left on device", Assert.Single(failures).Message);
    }

    public void Dispose() => _directory.Dispose();

    private static void Fail(Exception failure) => Assert.Fail(failure.Message);

    private static string ReadShared(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }

    private sealed class RecordingStream : MemoryStream
    {
        public List<string> Writes { get; } = [];

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Writes.Add(System.Text.Encoding.UTF8.GetString(buffer.Span));
            return ValueTask.CompletedTask;
        }
    }

    private sealed class FullStream : MemoryStream
    {
        public override ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("No space left on device");
    }
}
