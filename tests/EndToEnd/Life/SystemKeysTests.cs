using System.Globalization;
using System.Text.Json.Nodes;
using ScaleSim.EndToEnd.Witness;

namespace ScaleSim.EndToEnd.Life;

/// <summary>
/// A system of this machine's shell and perl, with the keys that shape a start: a master of another user, workers that
/// are let go at a pace, probes by log and by command, registration by command.
/// </summary>
public sealed class SystemKeysTests : IDisposable
{
    private const string User = "nobody";
    private const int Seed = 7;
    private const int PerSecond = 4;
    private static readonly TimeSpan Jitter = TimeSpan.FromSeconds(0.5);

    // Takes a line from each who connects, as long as it lives.
    private const string Master = """
        use IO::Socket::INET;
        $| = 1;
        my $server = IO::Socket::INET->new(LocalAddr => $ARGV[0], LocalPort => $ARGV[1], Listen => 16) or die "$!";
        print "serving\n";
        while (my $worker = $server->accept) {
            open(my $list, ">>", "registered") or die "registered: $!";
            print $list scalar <$worker>;
            close $list;
        }
        """;

    private readonly Scalesim _scalesim = new();

    /// <value>Where the master runs: its user's, below folders that it can't read.</value>
    private string MasterFolder => Path.Combine(_scalesim.WorkingDirectory, "master");

    private string Registered => Path.Combine(MasterFolder, "registered");

    [DockerRootFact]
    public async Task Up_StartsTheMasterAsItsUser_PacesTheWorkers_AndAwaitsTheirLogAndRegistration()
    {
        await using var cluster = new TestCluster(_scalesim, "keys", "exh");

        (await _scalesim.RunAsync("up", SystemFile(), "--name", cluster.Name)).AssertExitCode(0);

        // The one group logs a second after it has registered, the other registers a second after it is ready.
        string[] registered = await File.ReadAllLinesAsync(Registered);
        foreach (string worker in new[] { "logged-0001", "logged-0002" })
        {
            Assert.Equal(["serving"], await DockerCli.LinesAsync("logs", $"{cluster.Name}-{worker}"));
        }

        Assert.Equal(
            ["asked-0001", "asked-0002", "logged-0001", "logged-0002"], registered.Order(StringComparer.Ordinal));
        await cluster.RememberAsync();
        CommandResult status = await _scalesim.RunAsync("status", cluster.Name, "--format", "json");
        status.AssertExitCode(0);
        Assert.Equal(4, (int)JsonNode.Parse(status.Stdout)!["registered"]!);
        HostProcess master = Assert.Single(cluster.Processes(), process => process.Arguments.Contains("master.pl"));
        string user = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).First(line => line[0] == User)[2];
        Assert.All(HostProcess.StatusOf(master.Id, "Uid").Split('\t'), id => Assert.Equal(user, id));
        AssertPace(await DockerCli.InspectAsync(await cluster.ContainersAsync()));

        (await _scalesim.RunAsync("down", cluster.Name)).AssertExitCode(0);
        Assert.Empty(await cluster.RemainsAsync());
    }

    [DockerFact]
    public async Task Up_Fails_AndSaysWhatTheCommandSaid_WhereAWorkerIsNeverReadyByIt()
    {
        await using var cluster = new TestCluster(_scalesim, "unready", "exh");

        CommandResult up = await _scalesim.RunAsync("up", Write("""
            name: unready
            master: {external: '192.0.2.1:9'}
            workers:
              count: 2
              fromHost: [/bin/bash, /bin/sleep]
              command: [/bin/sleep, '1000']
              ready: {exec: [/bin/bash, -c, 'echo not yet; exit 7'], deadline: 5s}
            """), "--name", cluster.Name);

        up.AssertExitCode(1);
        up.AssertStderr("was not ready in time");
        up.AssertStderr("ended with exit code 7: not yet");
        Assert.Empty(await cluster.RemainsAsync());
    }

    public void Dispose() => _scalesim.Dispose();

    /// <summary>
    /// None is earlier than batch, rate and jitter allow, by the Engine's times; how much later, nobody promises.
    /// </summary>
    private static void AssertPace(IReadOnlyList<JsonObject> containers)
    {
        DateTimeOffset begin = containers.Where(container => NameOf(container).Contains("-node-"))
            .Max(node => TimeOf(node["State"]!["StartedAt"]!));
        JsonObject[] workers =
        [
            .. containers.Where(container => !NameOf(container).Contains("-node-"))
                .OrderBy(worker => int.Parse(
                    (string)worker["Config"]!["Labels"]!["scalesim.worker"]!, CultureInfo.InvariantCulture)),
        ];
        Assert.Equal(4, workers.Length);
        var random = new Random(Seed);
        for (int i = 0; i < workers.Length; i++)
        {
            TimeSpan earliest = TimeSpan.FromSeconds((double)i / PerSecond) + (Jitter * random.NextDouble());
            TimeSpan created = TimeOf(workers[i]["Created"]!) - begin;
            Assert.True(created >= earliest, $"worker {i + 1} was created after {created}, and not before {earliest}");
        }

        DateTimeOffset first = workers[..2].Max(worker => TimeOf(worker["State"]!["StartedAt"]!));
        Assert.All(workers[2..], worker => Assert.True(TimeOf(worker["Created"]!) >= first));
    }

    private static string NameOf(JsonObject container) => (string)container["Name"]!;

    private static DateTimeOffset TimeOf(JsonNode time) =>
        DateTimeOffset.Parse((string)time!, CultureInfo.InvariantCulture);

    private string SystemFile()
    {
        Directory.CreateDirectory(MasterFolder);
        File.SetUnixFileMode(MasterFolder, (UnixFileMode)0b111_111_111);
        File.WriteAllText(Path.Combine(MasterFolder, "master.pl"), Master);
        return Write($$"""
            name: keys
            seed: {{Seed}}
            master:
              process:
                command: [perl, master.pl, '{network.gateway}', 19421, '{cluster.name}']
                port: 19421
                user: {{User}}
                workingDirectory: ./master
                ready: {log: '^serving$'}
            workers:
              fromHost: [/bin/bash, /bin/sleep]
            groups:
              logged:
                count: 2
                command:
                  - /bin/bash
                  - -c
                  - echo {worker.name} >/dev/tcp/{network.gateway}/19421; sleep 1; echo serving; exec sleep 1000
                ready: {log: '^serving$'}
              asked:
                count: 2
                command:
                  - /bin/bash
                  - -c
                  - >-
                    echo >/tmp/open; sleep 1; echo {worker.name} >/dev/tcp/{network.gateway}/19421; exec sleep 1000
                ready: {exec: [/bin/bash, -c, test -e /tmp/open]}
            registered:
              exec: [cat, {{Registered}}]
              list: {regex: '^(\S+)$'}
              match: '{worker.name}'
            start: {batch: 2, rate: {{PerSecond}}, jitter: {{(int)Jitter.TotalMilliseconds}}ms}
            """);
    }

    private string Write(string text)
    {
        string path = Path.Combine(_scalesim.WorkingDirectory, "cluster.yaml");
        File.WriteAllText(path, text);
        return path;
    }
}
