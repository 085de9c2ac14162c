using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Probes;
using ScaleSim.Simulator.Keeper;
using ScaleSim.Tests;

namespace ScaleSim.Simulator.Tests.Keeper;

public sealed class MasterKeeperTests : IDisposable
{
    // A master that ends by the clock may have ended before it is seen to serve.
    private const string UntilToldToEnd = "until [ -e end ]; do sleep 0.05; done";

    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);
    private static readonly HttpClient Http = new();

    private readonly KeeperPaths _paths =
        new(Path.Combine(Path.GetTempPath(), $"scalesim-keeper-{Guid.NewGuid():N}", "keeper"));

    public MasterKeeperTests() => _paths.Create();

    public void Dispose() => _paths.Remove();

    [Fact]
    public async Task Master_Serves_WhenALineOfItsOutputMatches()
    {
        string own = Path.Combine(_paths.Directory, "own.log");
        using MasterKeeper master = Keeper("echo starting; sleep 0.2; echo ready on 7; sleep 600", spec => spec with
        {
            Ready = new LogProbeSpec("^ready on [0-9]+$"), LogFile = own,
        });

        await master.StartAsync(CancellationToken.None);

        Assert.NotNull(master.ProcessId);
        Assert.Equal("starting\nready on 7\n", await File.ReadAllTextAsync(own));
        await master.StopAsync();
        Assert.Null(master.ProcessId);
        Assert.Null(master.Death);
    }

    [Fact]
    public async Task Master_Serves_WhenACommandEndsWell()
    {
        string flag = Path.Combine(_paths.Directory, "flag");
        using MasterKeeper master = Keeper($"sleep 0.2; touch {flag}; sleep 600", spec => spec with
        {
            Ready = new ExecProbeSpec(["test", "-e", flag]),
        });

        await master.StartAsync(CancellationToken.None);

        Assert.True(File.Exists(flag));
        await master.StopAsync();
    }

    [Fact]
    public async Task Start_SaysWhy_WhenItEndsAtOnce()
    {
        using MasterKeeper master = Keeper("echo no licence >&2; exit 7", spec => spec);

        KeeperException exception = await Assert.ThrowsAsync<KeeperException>(
            () => master.StartAsync(CancellationToken.None));

        Assert.Contains("ended at once with exit code 7; its last lines: no licence.", exception.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_SaysWhy_WhenItDoesNotServeInTime()
    {
        using MasterKeeper master = Keeper("echo hm; sleep 600", spec => spec with
        {
            Ready = new TcpProbeSpec(null), ReadyDeadline = TimeSpan.FromMilliseconds(500),
        });

        KeeperException exception = await Assert.ThrowsAsync<KeeperException>(
            () => master.StartAsync(CancellationToken.None));

        Assert.Contains("within 0.5 s: it does not answer at 127.0.0.1:", exception.Message, StringComparison.Ordinal);
        Assert.Contains("its last lines: hm", exception.Message, StringComparison.Ordinal);
        Assert.Null(master.ProcessId);
    }

    [Fact]
    public async Task Start_NamesTheBackground_WhenItDetachesItself()
    {
        using MasterKeeper master = Keeper("setsid sleep 600 > /dev/null 2>&1 & echo $! > child", spec => spec);

        KeeperException exception = await Assert.ThrowsAsync<KeeperException>(
            () => master.StartAsync(CancellationToken.None));

        Assert.Contains("running in the background", exception.Message, StringComparison.Ordinal);
        await ChildIsGoneAsync();
    }

    [Fact]
    public async Task Stop_EndsDetachedChildrenToo()
    {
        using MasterKeeper master = Keeper(
            "setsid sleep 600 > /dev/null 2>&1 & echo $! > child; echo ready; sleep 600",
            spec => spec with { Ready = new LogProbeSpec("ready") });
        await master.StartAsync(CancellationToken.None);

        await master.StopAsync();

        await ChildIsGoneAsync();
    }

    [Fact]
    public async Task Stop_SendsTheSignal_ThatTheSpecNames()
    {
        using MasterKeeper master = Keeper(
            "trap 'echo bye > said; exit 0' USR1; echo ready; while true; do sleep 0.05; done",
            spec => spec with { Ready = new LogProbeSpec("ready"), StopSignal = SignalNumber.Of("SIGUSR1") });
        await master.StartAsync(CancellationToken.None);

        await master.StopAsync();

        Assert.Equal("bye\n", await File.ReadAllTextAsync(Path.Combine(_paths.MasterData, "said")));
    }

    [Fact]
    public async Task Death_IsTold_WithItsLastLines()
    {
        using MasterKeeper master = Keeper(
            $"echo ready; {UntilToldToEnd}; echo out of luck; exit 3",
            spec => spec with { Ready = new LogProbeSpec("ready") });
        await master.StartAsync(CancellationToken.None);
        await TellToEndAsync();

        await master.WaitForChangeAsync(0, CancellationToken.None).WaitAsync(Long);

        Assert.Equal((3, 0), (master.Death!.ExitCode, master.Death.Restarts));
        Assert.Equal(["ready", "out of luck"], master.Death.LastLines);
    }

    [Fact]
    public async Task Death_IsToldWithoutSecrets_NeitherItsOwnNorTheWorkers()
    {
        using MasterKeeper master = Keeper(
            $"echo ready; echo mine is $DB_PASSWORD; echo yours is swordfish; {UntilToldToEnd}; exit 3",
            spec => spec with
            {
                Ready = new LogProbeSpec("ready"),
                Environment = new Dictionary<string, string> { ["DB_PASSWORD"] = "hunter22" },
            });
        await master.StartAsync(CancellationToken.None);
        await TellToEndAsync();

        await master.WaitForChangeAsync(0, CancellationToken.None).WaitAsync(Long);

        Assert.Equal(["ready", "mine is ***", "yours is ***"], master.Death!.LastLines);
    }

    /// <remarks>A line without an end is kept in pieces; a secret may lie across the end of one.</remarks>
    [Theory]
    [InlineData(4080)]
    [InlineData(4090)]
    [InlineData(4096)]
    [InlineData(4100)]
    public async Task Output_HasNoSecret_WhereverAPieceEnds(int before)
    {
        var output = new MasterOutput(
            () => [], pattern: null, SecretText.None.With(["hunter22-of-the-master"]), _ => { });
        string printed = $"{new string('x', before)}hunter22-of-the-master{new string('y', 9000)}\n";

        await output.CopyAsync(new MemoryStream(Encoding.UTF8.GetBytes(printed)));

        Assert.Equal(
            printed.Replace("hunter22-of-the-master", "***", StringComparison.Ordinal).TrimEnd(),
            string.Concat(output.LastLines));
    }

    [Fact]
    public async Task Death_ComesAfterTheRestarts_WhenItCrashesInALoop()
    {
        using MasterKeeper master = Keeper(
            $"echo life >> lives; echo ready; {UntilToldToEnd}; sleep 0.2; exit 3",
            spec => spec with { Ready = new LogProbeSpec("ready"), MaxRetries = 2 });
        await master.StartAsync(CancellationToken.None);
        await TellToEndAsync();

        await Eventually.HoldsAsync(() => master.Death is not null, "the master has died for good");

        Assert.Equal(2, master.Restarts);
        Assert.Equal(3, (await File.ReadAllLinesAsync(Path.Combine(_paths.MasterData, "lives"))).Length);
        Assert.Contains("starting the master again in 0.5 s, 1 of 2 times", await File.ReadAllTextAsync(_paths.Log),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restart_IsNoDeath()
    {
        using MasterKeeper master = Keeper(
            "echo ready; sleep 600", spec => spec with { Ready = new LogProbeSpec("ready") });
        await master.StartAsync(CancellationToken.None);
        int? first = master.ProcessId;

        await master.RestartAsync(kill: true, CancellationToken.None);

        Assert.NotNull(master.ProcessId);
        Assert.NotEqual(first, master.ProcessId);
        Assert.Null(master.Death);
        await master.StopAsync();
    }

    [Theory]
    [InlineData(null, 15)]
    [InlineData("SIGINT", 2)]
    [InlineData("quit", 3)]
    [InlineData("34", 34)]
    public void Signal_IsKnown(string? name, int number) => Assert.Equal(number, SignalNumber.Of(name));

    [Theory]
    [InlineData("SIGNONE")]
    [InlineData("0")]
    public void Signal_IsRefused_WhenUnknown(string name) => Assert.Equal(
        ExitCode.Usage, Assert.Throws<CommandException>(() => SignalNumber.Of(name)).ExitCode);

    [Fact]
    public void User_IsRefused_WhenThereIsNone() => Assert.Equal(
        ExitCode.NotHere, Assert.Throws<CommandException>(() => MasterUser.Find("nobody-at-all")).ExitCode);

    private MasterKeeper Keeper(string script, Func<MasterProcessSpec, MasterProcessSpec> change) => new(
        change(new MasterProcessSpec(
            ["sh", "-c", script], new Dictionary<string, string>(), "127.0.0.1", ClosedPort())
        {
            ReadyDeadline = Long, StopSignal = SignalNumber.Terminate, StopTimeout = TimeSpan.FromSeconds(30),
        }),
        _paths,
        SecretText.None.With(["swordfish"]),
        Http,
        new KeeperLog(_paths.Log, TimeProvider.System),
        TimeProvider.System);

    private Task TellToEndAsync() => File.WriteAllTextAsync(Path.Combine(_paths.MasterData, "end"), "");

    private async Task ChildIsGoneAsync()
    {
        int child = int.Parse(
            await File.ReadAllTextAsync(Path.Combine(_paths.MasterData, "child")), CultureInfo.InvariantCulture);
        await Eventually.HoldsAsync(() => !IsAlive(child), "the detached child has ended");
    }

    private static bool IsAlive(int id)
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

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
