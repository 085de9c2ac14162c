using ScaleSim.Docker.Engine;
using ScaleSim.Tests;

namespace ScaleSim.Docker.Tests.Engine;

public sealed class HostToolTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("true", null)]
    [InlineData("echo no such device >&2; exit 2", "no such device (exit code 2)")]
    [InlineData("echo said; exit 3", "said (exit code 3)")]
    public async Task Tool_SaysWhyItFailed(string script, string? expected) => Assert.Equal(
        expected, await new HostTool(TimeProvider.System).RunAsync(["sh", "-c", script], CancellationToken.None));

    [Fact]
    public async Task Tool_IsMissing_WhereTheMachineHasNone() => Assert.StartsWith(
        "/no/where can't be started: ",
        await new HostTool(TimeProvider.System).RunAsync(["/no/where"], CancellationToken.None),
        StringComparison.Ordinal);

    [Fact]
    public async Task Tool_ThatHangs_IsEnded_AtTheDeadline()
    {
        var time = new FakeTimeProvider();
        Task<string?> running = new HostTool(time).RunAsync(Hanging(), CancellationToken.None);
        await Eventually.HoldsAsync(() => File.Exists(Pid), "the tool runs");

        time.Advance(HostTool.Timeout);

        Assert.Equal("sh had not ended after 30 s", await running);
        await AssertEndedAsync();
    }

    [Fact]
    public async Task Tool_IsEnded_WhenTheCallerGivesUp()
    {
        using var stop = new CancellationTokenSource();
        Task<string?> running = new HostTool(TimeProvider.System).RunAsync(Hanging(), stop.Token);
        await Eventually.HoldsAsync(() => File.Exists(Pid), "the tool runs");

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await AssertEndedAsync();
    }

    private string Pid => _directory.File("pid");

    // The number is that of a child: what a tool has started goes with it.
    private string[] Hanging() => ["sh", "-c", $"sleep 1000 & echo $! > {Pid}.new; mv {Pid}.new {Pid}; wait"];

    private Task AssertEndedAsync() => Eventually.HoldsAsync(
        () => !Directory.Exists($"/proc/{File.ReadAllText(Pid).Trim()}"), "the tool's child is gone");
}
