using System.Globalization;
using System.Text;
using ScaleSim.Simulator.Logs;

namespace ScaleSim.Simulator.Tests.Logs;

/// <summary>A log that keeps its end.</summary>
public sealed class LogBoundTests : IDisposable
{
    private const string Note = "[what was printed before is left out]";

    private static readonly LogBound Bound = new(BytesMax: 1000, BytesKept: 500);

    private readonly string _folder = Directory.CreateTempSubdirectory("scalesim-log-").FullName;

    private string Path => System.IO.Path.Combine(_folder, "master.log");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Log_KeepsItsLastLines_AsAWhole_HoweverMuchIsPrinted()
    {
        await using ProgramLog log = ProgramLog.Append(Path, mode: null, Bound);
        for (int line = 1; line <= 5000; line++)
        {
            Assert.True(await log.AppendAsync(Bytes($"line {line:0000}\n")));
            Assert.True(new FileInfo(Path).Length <= Bound.BytesMax);
        }

        string[] lines = await File.ReadAllLinesAsync(Path);
        Assert.Equal(Note, lines[0]);
        Assert.InRange(lines.Length, 45, 101);
        Assert.Equal(
            Enumerable.Range(5002 - lines.Length, lines.Length - 1)
                .Select(line => string.Create(CultureInfo.InvariantCulture, $"line {line:0000}")),
            lines.Skip(1));
        Assert.Equal([Path], Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task Log_WithinItsBound_IsWhole()
    {
        await using ProgramLog log = ProgramLog.Append(Path, mode: null, Bound);
        await log.AppendAsync(Bytes(new string('x', 1000)));

        Assert.Equal(new string('x', 1000), Encoding.UTF8.GetString(Bound.Read(Path)));
    }

    /// <remarks>A line of which a part were kept could have half of a secret.</remarks>
    [Fact]
    public async Task Line_LongerThanWhatIsKept_Goes()
    {
        await using ProgramLog log = ProgramLog.Append(Path, mode: null, Bound);
        await log.AppendAsync(Bytes($"{new string('x', 990)}"));
        await log.AppendAsync(Bytes($"{new string('y', 990)}"));
        await log.AppendAsync(Bytes("\nthe end\n"));

        Assert.Equal($"{Note}\n\nthe end\n", await File.ReadAllTextAsync(Path));
    }

    [Fact]
    public async Task NextLife_GoesOnWithTheLog_AndItsBound()
    {
        for (int life = 1; life <= 3; life++)
        {
            await using ProgramLog log = ProgramLog.Append(Path, mode: null, Bound);
            await log.AppendAsync(Bytes(new string('x', 299) + "\n"));
            await log.AppendAsync(Bytes($"end of life {life}\n"));
        }

        await using ProgramLog last = ProgramLog.Append(Path, mode: null, Bound);
        await last.AppendAsync(Bytes(new string('x', 299) + "\n"));

        string text = await File.ReadAllTextAsync(Path);
        Assert.StartsWith(Note, text, StringComparison.Ordinal);
        Assert.Contains("end of life 3", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_ThatIsTooLarge_IsReadFromALineOfItsEnd()
    {
        await File.WriteAllTextAsync(Path, $"{new string('x', 2000)}\nlast words\n");

        Assert.Equal("last words\n", Encoding.UTF8.GetString(Bound.Read(Path)));
    }

    /// <remarks>As where its disk has no room for both.</remarks>
    [Fact]
    public async Task Log_ThatCannotBeShortened_IsKeptAsItIs_AndGetsNoMore()
    {
        Directory.CreateDirectory($"{Path}.next");
        await using ProgramLog log = ProgramLog.Append(Path, mode: null, Bound);

        Assert.False(await log.AppendAsync(Bytes(new string('x', 1001))));
        Assert.True(await log.AppendAsync(Bytes("more")));

        Assert.NotNull(log.Problem);
        Assert.Equal(new string('x', 1001), await File.ReadAllTextAsync(Path));
    }

    /// <remarks>Another cluster's master, or a tool that turns logs over.</remarks>
    [Fact]
    public async Task Log_OverwritesNothing_ThatOthersAppendedMeanwhile()
    {
        await using ProgramLog one = ProgramLog.Append(Path, mode: null, bound: null);
        await using ProgramLog other = ProgramLog.Append(Path, mode: null, bound: null);
        await one.AppendAsync(Bytes("one\n"));
        await other.AppendAsync(Bytes("other\n"));
        await one.AppendAsync(Bytes("one again\n"));

        Assert.Equal("one\nother\none again\n", await File.ReadAllTextAsync(Path));
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
