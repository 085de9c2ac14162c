using ScaleSim.Core.Hosts.Programs;
using ScaleSim.Tests;

namespace ScaleSim.Core.Tests.Hosts.Programs;

public sealed class HostProgramTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Program_GivesExitCodeAndBothStreams()
    {
        ProgramResult result = await RunAsync(Long, "sh", "-c", "echo out; echo err >&2; exit 3");

        Assert.Equal(new ProgramResult(3, "out\n", "err\n", false, null), result);
    }

    [Fact]
    public async Task Program_SaysWhy_WhenItIsMissing()
    {
        ProgramResult result = await RunAsync(Long, "/nowhere/at-all");

        Assert.Null(result.ExitCode);
        Assert.StartsWith("can't be started: ", result.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Program_KeepsTheBeginning_WhenItPrintsTooMuch()
    {
        ProgramResult result = await new HostProgram(
            ["sh", "-c", "yes | head -c 100000"], Long, 10, TimeProvider.System).RunAsync(CancellationToken.None);

        Assert.Equal("y\ny\ny\ny\ny\n", result.Output);
        Assert.True(result.IsTruncated);
    }

    [Fact]
    public async Task Program_IsEndedWithItsDetachedChildren_AtTheDeadline()
    {
        string mark = Path.Combine(Path.GetTempPath(), $"scalesim-probe-{Guid.NewGuid():N}");

        // The grandchild is nobody's descendant any more: its parent ends at once and it has a session of its own.
        ProgramResult result = await RunAsync(
            TimeSpan.FromSeconds(2), "sh", "-c",
            $"sh -c 'setsid sleep 600 & echo $! > {mark}' ; sleep 600");

        try
        {
            Assert.Null(result.ExitCode);
            Assert.Equal("had not ended after 2 s", result.Problem);
            string child = (await File.ReadAllTextAsync(mark)).Trim();
            await Eventually.HoldsAsync(() => !IsAlive(child), "the detached child has ended");
        }
        finally
        {
            File.Delete(mark);
        }
    }

    [Fact]
    public async Task Program_DoesNotWait_ForAChildThatHoldsItsOutput()
    {
        ProgramResult result = await RunAsync(Long, "sh", "-c", "sleep 20 & echo done");

        Assert.Equal((0, "done\n"), (result.ExitCode, result.Output));
    }

    [Fact]
    public async Task Program_ReadsItsInput_ToTheEnd()
    {
        string input = string.Concat(Enumerable.Repeat("öffne\n", 100_000));
        var program = new HostProgram(["wc", "-c"], Long, 100, TimeProvider.System) { Input = input };

        ProgramResult result = await program.RunAsync(CancellationToken.None);

        Assert.Equal("700000\n", result.Output);
    }

    /// <remarks>More than a pipe holds: whoever writes it must not wait for ever.</remarks>
    [Theory]
    [InlineData("exec <&-; echo done")]
    [InlineData("echo done")]
    [InlineData("exec 3<&0; sleep 20 <&3 & echo done")]
    public async Task Program_NeedNotRead_ItsInput(string script)
    {
        var program = new HostProgram(["sh", "-c", script], Long, 100, TimeProvider.System)
        {
            Input = new string('x', 1_000_000),
        };

        ProgramResult result = await program.RunAsync(CancellationToken.None);

        Assert.Equal((0, "done\n"), (result.ExitCode, result.Output));
    }

    [Fact]
    public async Task Program_Throws_WhenTheCallerCancels()
    {
        using var stop = new CancellationTokenSource();
        Task<ProgramResult> running = new HostProgram(["sleep", "600"], Long, 10, TimeProvider.System)
            .RunAsync(stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private static bool IsAlive(string id)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{id}/stat");
            return stat[stat.LastIndexOf(')') + 2] != 'Z';
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static Task<ProgramResult> RunAsync(TimeSpan timeout, params string[] command) =>
        new HostProgram(command, timeout, 1 << 16, TimeProvider.System).RunAsync(CancellationToken.None);
}
