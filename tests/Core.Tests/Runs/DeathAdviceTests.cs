using ScaleSim.Core.Runs;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Tests.Planning;

namespace ScaleSim.Core.Tests.Runs;

public sealed class DeathAdviceTests
{
    [Theory]
    [InlineData("nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)")]
    [InlineData("listen tcp :8080: bind: address already in use")]
    [InlineData("OSError: [Errno 98] Address already in use")]
    [InlineData("java.net.BindException: Address already in use (Bind failed)")]
    [InlineData("Error: listen EADDRINUSE: address already in use :::3000")]
    [InlineData("System.Net.Sockets.SocketException (98): Address already in use")]
    public void Of_NamesPortsAndPerNode_WhereAPortWasTaken(string line)
    {
        string? advice = DeathAdvice.Of($"starting\n{line}\n", Samples.Group());

        Assert.Contains("perNode: 1", advice, StringComparison.Ordinal);
        Assert.Contains("{ports.web}", advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("chown: changing ownership of '/data': Operation not permitted")]
    [InlineData("error: failed switching to \"redis\": operation not permitted")]
    [InlineData("PermissionError: [Errno 1] Operation not permitted")]
    [InlineData("setgroups: Operation not permitted")]
    public void Of_NamesCapabilitiesAndUser_WhereTheKernelRefused(string line)
    {
        string? advice = DeathAdvice.Of(line, Samples.Group());

        Assert.Contains("capabilities", advice, StringComparison.Ordinal);
        Assert.Contains("user", advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mkdir: cannot create directory '/var/lib/x': Read-only file system")]
    [InlineData("open /var/log/x.log: read-only file system")]
    [InlineData("Error: EROFS: read-only file system, open '/x'")]
    public void Of_NamesReadOnlyRoot_WhereItCantWrite(string line)
    {
        string? advice = DeathAdvice.Of(line, Samples.Group());

        Assert.Contains("readOnlyRoot: false", advice, StringComparison.Ordinal);
        Assert.Contains("ramdisks", advice, StringComparison.Ordinal);
        Assert.Contains("files", advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sh: 1: Cannot fork")]
    [InlineData("bash: fork: retry: Resource temporarily unavailable")]
    [InlineData("RuntimeError: can't start new thread")]
    [InlineData("java.lang.OutOfMemoryError: unable to create native thread: possibly out of memory or process limits")]
    [InlineData("runtime/cgo: pthread_create failed: Resource temporarily unavailable")]
    [InlineData("runtime: failed to create new OS thread (have 5 already; errno=11)")]
    public void Of_NamesPids_WhereNoProcessOrThreadCouldBeStarted(string line)
    {
        string? advice = DeathAdvice.Of(line, Samples.Group() with { Pids = 48 });

        Assert.Contains("Raise 'pids'", advice, StringComparison.Ordinal);
        Assert.Contains("is 48", advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_SpeaksOfMounts_WhereTheRootCanBeWritten() => Assert.Contains(
        "mounts",
        DeathAdvice.Of("Read-only file system", Samples.Group() with { ReadOnlyRoot = false }),
        StringComparison.Ordinal);

    [Fact]
    public void Of_DoesNotAdviseWhatIsSo_WhereTheWorkerIsAlone() => Assert.DoesNotContain(
        "perNode",
        DeathAdvice.Of("Address already in use", Samples.Group() with { PerNode = 1 }),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("panic: nil pointer")]
    public void Of_IsNull_ForOtherDeaths(string lines) => Assert.Null(DeathAdvice.Of(lines, Samples.Group()));
}
