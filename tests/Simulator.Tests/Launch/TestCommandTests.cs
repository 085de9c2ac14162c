using System.Text;
using ScaleSim.Core.Reports;
using ScaleSim.Simulator.Launch;

namespace ScaleSim.Simulator.Tests.Launch;

/// <summary>What test.log holds (docs/specs/test-log.md).</summary>
public sealed class TestCommandTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("scalesim-test-").FullName;

    private string Log => Path.Combine(_folder, ReportFiles.TestLog);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Log_HasTheBytesOfBothStreams_AndNothingElse()
    {
        TestCommandResult result = await RunAsync(@"printf 'out\r\n\377'; sleep 0.2; printf '\033[1merr' >&2; exit 3");

        Assert.Equal(3, result.ExitCode);
        Assert.Equal("out\r\n\u00ff\u001b[1merr", Encoding.Latin1.GetString(await File.ReadAllBytesAsync(Log)));
    }

    [Fact]
    public async Task Log_HasAllOfIt_HoweverMuchThereIs()
    {
        TestCommandResult result = await RunAsync("seq 20000; seq 20000 >&2");

        Assert.True(result.Passed, result.Message);
        Assert.Equal(40_000, (await File.ReadAllLinesAsync(Log)).Length);
    }

    [Fact]
    public async Task Log_EndsWithTheCommand_ThoughAChildHoldsItsOutput()
    {
        TestCommandResult result = await RunAsync("sleep 20 & echo done");

        Assert.True(result.Passed, result.Message);
        Assert.Equal("done\n", await File.ReadAllTextAsync(Log));
    }

    [Fact]
    public async Task Log_IsEmpty_WhereTheCommandCannotBeStarted()
    {
        using OutputDirectory output = OutputDirectory.Open(_folder);
        TestCommandResult result = await new TestCommand(["/no/where"], timeout: null, output, TimeProvider.System)
            .RunAsync(new Dictionary<string, string>(), CancellationToken.None);

        Assert.Null(result.ExitCode);
        Assert.Equal("", await File.ReadAllTextAsync(Log));
    }

    /// <remarks>/dev/full: each write ends as on a disk without room.</remarks>
    [Fact]
    public async Task Tests_GoOn_WhenTheDiskIsFull()
    {
        TestCommandResult result = await RunAsync(
            "seq 20000; seq 20000 >&2; seq 20000", () => File.CreateSymbolicLink(Log, "/dev/full"));

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("test.log is not whole: No space left on device", result.Message, StringComparison.Ordinal);
    }

    private async Task<TestCommandResult> RunAsync(string script, Action? prepare = null)
    {
        using OutputDirectory output = OutputDirectory.Open(_folder);
        prepare?.Invoke();
        var command = new TestCommand(["sh", "-c", script], timeout: null, output, TimeProvider.System);
        return await command.RunAsync(new Dictionary<string, string>(), CancellationToken.None).WaitAsync(Long);
    }
}
