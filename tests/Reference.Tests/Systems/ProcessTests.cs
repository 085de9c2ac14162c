using System.Net;
using System.Text.RegularExpressions;
using ScaleSim.Reference.Tests.Clusters;
using ScaleSim.ReferenceProtocol.Client;

namespace ScaleSim.Reference.Tests.Systems;

/// <summary>The programs as processes: exit codes, signals, addresses.</summary>
public sealed partial class ProcessTests : IDisposable
{
    private const string Master = "scalesim-reference-master.dll";
    private const string Worker = "scalesim-worker.dll";

    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task Master_EndsWithZero_AtASignal_AndItsJournalIsWhole(string signal)
    {
        var journal = _directory.File("journal");
        await using (var master = StartMaster("--journal", journal))
        {
            using var client = new ReferenceClient((await AddressesAsync(master))[0]);
            await client.MakeDirectoryAsync("/made", default);
            await master.SignalAsync(signal);
            Assert.Equal(0, await master.ExitAsync());
        }

        await using var next = StartMaster("--journal", journal);
        using var again = new ReferenceClient((await AddressesAsync(next))[0]);
        Assert.Equal("/made", (await again.StatusAsync("/made", default)).Path);
    }

    [Fact]
    public async Task Master_KeepsWhatItAnswered_WhenItIsKilled()
    {
        var journal = _directory.File("journal");
        await using (var master = StartMaster("--journal", journal))
        {
            using var client = new ReferenceClient((await AddressesAsync(master))[0]);
            await Task.WhenAll(Enumerable.Range(0, 50).Select(i => client.MakeDirectoryAsync($"/d-{i}", default)));
            await master.SignalAsync("KILL");
            await master.ExitAsync();
        }

        await using var next = StartMaster("--journal", journal);
        using var again = new ReferenceClient((await AddressesAsync(next))[0]);
        Assert.Equal(51, (await again.MasterAsync(default)).Directories);
    }

    [Fact]
    public async Task Master_ListensOnEveryAddressThatItWasGiven()
    {
        await using var master = TestProcess.Start(
            Master, "--run", "r", "--listen", "127.0.0.1:0", "--listen", "127.0.0.2:0");

        var addresses = await AddressesAsync(master);

        Assert.Equal(["127.0.0.1", "127.0.0.2"], addresses.Select(a => a.Host));
        using var http = new HttpClient();
        foreach (var address in addresses)
        {
            using var answer = await http.GetAsync(new Uri(address, "/health"));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Master_SaysWhatIsWrong_WhenItsPortIsTaken()
    {
        await using var first = StartMaster();
        var address = (await AddressesAsync(first))[0].Authority;

        await using var second = TestProcess.Start(Master, "--run", "r", "--listen", address);

        Assert.Equal(1, await second.ExitAsync());
        Assert.Contains("The master can't start", second.Error, StringComparison.Ordinal);
        Assert.Contains(address, second.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Master_SaysWhatIsWrong_WhenItsAddressIsNotThisMachines()
    {
        await using var master = TestProcess.Start(Master, "--run", "r", "--listen", "192.0.2.77:20000");

        Assert.Equal(1, await master.ExitAsync());
        Assert.Contains("The master can't start", master.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Master_SaysWhatIsWrong_WithBadArguments()
    {
        await using var master = TestProcess.Start(Master, "--replication", "many");

        Assert.Equal(2, await master.ExitAsync());
        Assert.Contains("--run is missing", master.Error, StringComparison.Ordinal);
        Assert.Contains("--replication is 'many'", master.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task Pause_SleepsUntilASignal_AndEndsWithZero(string signal)
    {
        await using var pause = TestProcess.Start(Worker, "pause");
        await Poll.UntilAsync(() => HandlesSignals(pause), "the signals to be handled");

        await pause.SignalAsync(signal);

        Assert.Equal(0, await pause.ExitAsync());
    }

    [Fact]
    public async Task Worker_ListsWhatIsMissing_WhenItIsToldNothing()
    {
        await using var worker = TestProcess.Start(Worker, "worker");

        Assert.Equal(2, await worker.ExitAsync());
        Assert.Equal(11, worker.Error.Split('\n').Count(l => l.Contains("is not set", StringComparison.Ordinal)));
    }

    private static TestProcess StartMaster(params string[] more) =>
        TestProcess.Start(Master, ["--run", "r", "--listen", "127.0.0.1:0", .. more]);

    /// <summary>True once SIGCHLD (bit 16 of SigIgn in /proc/PID/status) is ignored, which is done after SIGTERM and
    /// SIGINT got their handlers; those two are caught by the runtime from its start.</summary>
    private static bool HandlesSignals(TestProcess process)
    {
        var status = File.ReadLines($"/proc/{process.Id}/status");
        var ignored = status.First(l => l.StartsWith("SigIgn:", StringComparison.Ordinal));
        return (Convert.ToUInt64(ignored[7..].Trim(), 16) & (1UL << 16)) != 0;
    }

    private static async Task<IReadOnlyList<Uri>> AddressesAsync(TestProcess master)
    {
        await Poll.UntilAsync(
            () => master.Error.Contains("listens on", StringComparison.Ordinal), "the master to listen");
        return [.. Address().Matches(master.Error).Select(m => new Uri(m.Value))];
    }

    [GeneratedRegex(@"http://[0-9.]+:\d+")]
    private static partial Regex Address();
}
