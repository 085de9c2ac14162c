using System.Net;
using System.Net.Sockets;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Probes;
using ScaleSim.Simulator.Keeper;
using ScaleSim.Simulator.Logs;

namespace ScaleSim.Simulator.Tests.Keeper;

/// <summary>The files that a master's output goes to: the cluster's own, and the user's.</summary>
public sealed class MasterLogTests : IDisposable
{
    private const UnixFileMode Owners = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);
    private static readonly HttpClient Http = new();

    private readonly KeeperPaths _paths =
        new(Path.Combine(Path.GetTempPath(), $"scalesim-log-{Guid.NewGuid():N}", "keeper"));

    public MasterLogTests() => _paths.Create();

    private string Own => Path.Combine(_paths.Directory, "own.log");

    public void Dispose() => _paths.Remove();

    /// <remarks>A pipe that nobody reads takes 64 KiB. /dev/full: each write ends as on a disk without room.</remarks>
    [Fact]
    public async Task Master_GoesOn_WhenTheDiskOfItsLogsIsFull()
    {
        File.CreateSymbolicLink(_paths.MasterLog, "/dev/full");
        File.CreateSymbolicLink(Own, "/dev/full");

        await RunAsync("seq 100000; seq 100000 >&2; echo ready");

        string[] said = await File.ReadAllLinesAsync(_paths.Log);
        foreach (string log in (string[])[_paths.MasterLog, Own])
        {
            string line = Assert.Single(
                said, line => line.Contains($" {log} can't be written: No space left", StringComparison.Ordinal));
            Assert.Contains("the master goes on", line, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Master_GoesOn_WhenOneLogsDiskIsFull_AndTheOtherLogIsWhole()
    {
        File.CreateSymbolicLink(_paths.MasterLog, "/dev/full");

        await RunAsync("seq 50000; echo ready");

        Assert.Equal(50_001, (await File.ReadAllLinesAsync(Own)).Length);
    }

    [Fact]
    public async Task Master_GoesOn_WhenItsLogCannotBeOpened()
    {
        Directory.CreateDirectory(_paths.MasterLog);

        await RunAsync("seq 50000; echo ready");

        Assert.Contains(
            $"{_paths.MasterLog} can't be written", await File.ReadAllTextAsync(_paths.Log), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logs_HaveAllOfBothStreams()
    {
        await RunAsync("seq 1 10000 & seq 10001 20000 >&2; wait; echo ready");

        foreach (string log in (string[])[_paths.MasterLog, Own])
        {
            string text = await File.ReadAllTextAsync(log);
            Assert.Equal(
                Enumerable.Range(1, 20_000).Sum(number => $"{number}\n".Length) + "ready\n".Length, text.Length);
        }
    }

    [Fact]
    public async Task ClustersLog_KeepsTheEnd_AndTheUsersAll()
    {
        await RunAsync("seq 1000000 1999999; echo ready");

        string[] kept = await File.ReadAllLinesAsync(_paths.MasterLog);
        Assert.InRange(new FileInfo(_paths.MasterLog).Length, LogBound.Master.BytesKept, LogBound.Master.BytesMax);
        Assert.Equal(["1999998", "1999999", "ready"], kept[^3..]);
        Assert.Equal(1_000_001, (await File.ReadAllLinesAsync(Own)).Length);
    }

    [Fact]
    public async Task UsersLog_IsForItsOwnerAlone_WhereTheSpecHasSecrets()
    {
        await RunAsync("echo ready", hasSecrets: true);

        Assert.Equal(Owners, File.GetUnixFileMode(Own));
    }

    [Fact]
    public async Task UsersLog_IsAsFilesUsuallyAre_WhereTheSpecHasNone()
    {
        string usual = Path.Combine(_paths.Directory, "usual");
        await File.WriteAllTextAsync(usual, "");

        await RunAsync("echo ready");

        Assert.Equal(File.GetUnixFileMode(usual), File.GetUnixFileMode(Own));
    }

    [Fact]
    public async Task UsersLog_ThatIsThere_KeepsItsMode()
    {
        await File.WriteAllTextAsync(Own, "before\n");
        File.SetUnixFileMode(Own, Owners | UnixFileMode.GroupRead);

        await RunAsync("echo ready", hasSecrets: true);

        Assert.Equal(Owners | UnixFileMode.GroupRead, File.GetUnixFileMode(Own));
        Assert.Equal("before\nready\n", await File.ReadAllTextAsync(Own));
    }

    /// <summary>Starts a master, which serves when it says "ready", and ends it.</summary>
    private async Task RunAsync(string script, bool hasSecrets = false)
    {
        var spec = new MasterProcessSpec(
            ["sh", "-c", $"{script}; exec sleep 600"], new Dictionary<string, string>(), "127.0.0.1", ClosedPort())
        {
            Ready = new LogProbeSpec("^ready$"),
            ReadyDeadline = Long,
            LogFile = Own,
            HasSecrets = hasSecrets,
            StopSignal = SignalNumber.Terminate,
            StopTimeout = TimeSpan.FromSeconds(30),
        };
        using var master = new MasterKeeper(
            spec, _paths, SecretText.None, Http, new KeeperLog(_paths.Log, TimeProvider.System), TimeProvider.System);
        await master.StartAsync(CancellationToken.None).WaitAsync(Long * 2);
        await master.StopAsync();
    }

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
