using ScaleSim.Simulator.Doctor.Host;

namespace ScaleSim.Simulator.Tests.Doctor.Host;

public sealed class HostCommandsTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task RunAsync_GivesExitCodeAndError_OfAProgram()
    {
        HostCommandResult result = await new HostCommands(TimeProvider.System).RunAsync(
            "sh", ["-c", "echo out; echo broken >&2; exit 3"], CancellationToken.None);

        Assert.Equal(new HostCommandResult(3, "broken"), result);
    }

    [Fact]
    public async Task RunAsync_SaysSo_WhenThereIsNoSuchProgram()
    {
        HostCommandResult result = await new HostCommands(TimeProvider.System).RunAsync(
            "scalesim-no-such-program", [], CancellationToken.None);

        Assert.Equal(HostCommandResult.NotRun, result.ExitCode);
        Assert.Contains("scalesim-no-such-program", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_EndsTheProgram_WhenCancelled()
    {
        using CancellationTokenSource cancellation = new();
        Task<HostCommandResult> run = new HostCommands(TimeProvider.System).RunAsync(
            "sleep", ["600"], cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.WaitAsync(Deadline));
    }
}
