namespace ScaleSim.EndToEnd.Usage;

/// <summary>What can't work is refused before anything is made: what, why, what to do. No Docker needed.</summary>
public sealed class UsageTests : IDisposable
{
    private readonly Scalesim _scalesim = new();

    public static TheoryData<string, int, string> Refusals { get; } = new()
    {
        { "--workers 0", 2, "--workers is 0: it takes a whole number from 1 to 100000." },
        { "--workers -5", 2, "--workers is -5: it takes a whole number from 1 to 100000." },
        { "--workers abc", 2, "--workers is abc: it takes a whole number from 1 to 100000." },
        { "--workers 10000000", 2, "--workers is 10000000: it takes a whole number from 1 to 100000." },
        { "run --workers 0", 2, "--workers is 0" },
        { "up --workers 0", 2, "--workers is 0" },
        { "dwon", 2, "unknown command dwon, did you mean down?" },
        { "plan -- x", 2, "'plan' takes no test command" },
        { "up -- x", 2, "'up' takes no test command" },
        { "run -- ./no-such-test --fast", 2, "The test command ./no-such-test is not there" },
        { "run --engine fake -- no-such-test", 2, "none of that name in the folders of PATH" },
        { "cluster.yaml", 2, "cluster.yaml: The file can't be read" },
        { "run cluster.yml", 2, "cluster.yml: The file can't be read" },
        { "up --engine fake", 2, "Use 'run --engine fake'" },
        { "run --engine fake --name Bad_Name", 2, "is not a DNS label" },
        { "run --engine fake --ports 20000-20009", 2, "Port range 20000-20009 has 10 ports" },
        { "run --engine fake --ports 20009", 2, "--ports is 20009" },
        { "run --engine fake --ramdisk lots", 2, "--ramdisk is lots" },
        { "run --engine fake --memory 1MiB", 2, "Give --memory a size" },
        { "run --engine fake --ramdisk 100000GiB", 2, "Give --ramdisk a size" },
        { "run --engine fake --ramdisk 1024GiB", 4, "of memory available" },
        { "run --engine fake --workers 100000", 4, "100000 idle workers need" },
        { "plan --engine fake --workers 100000", 4, "of memory available" },
        { "run --engine fake --nonsense", 2, "--nonsense" },
        { "run --hosts-file /nonexistent/hosts", 2, "/nonexistent/hosts can't be a hosts file: its folder does not" },
        { "up --hosts-file /tmp", 2, "/tmp can't be a hosts file: it is a folder. Give --hosts-file" },
        { "run --hosts-file /sys/kernel/uevent_seqnum", 4, "file /sys/kernel/uevent_seqnum can't be written" },
        { "run --engine fake --hosts-file hosts", 2, "its workers have no addresses" },
        { "hosts --format yaml", 2, "--format is yaml: it is one of hosts, json, csv" },
        { "kill 0", 2, "'0' holds index 0: workers' indexes run from 1. Write 1." },
        { "stop 9-3", 2, "The range '9-3' is reversed" },
        { "logs everybody", 2, "'everybody' is no selector" },
        { "restart groop:pi4", 2, "Did you mean group:pi4?" },
        { "start", 2, "Required argument" },
        { "exec 1", 2, "'exec' has no command to run" },
        { "kill 1 -- x", 2, "'kill' takes no test command" },
        { "scale many", 2, "'many' is no number of workers" },
        { "scale demo a=1 a=2", 2, "Group 'a' is given twice" },
        { "bench --engine fake --baseline", 2, "--baseline is given with --engine fake" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Command_IsRefused_AndMakesNothing(string arguments, int exitCode, string message)
    {
        CommandResult result = await _scalesim.RunAsync(arguments.Split(' '));

        result.AssertExitCode(exitCode);
        result.AssertStderr($"error: ");
        result.AssertStderr(message);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_scalesim.WorkingDirectory));
        Assert.Empty(_scalesim.TemporaryFiles());
    }

    /// <summary>
    /// 40 ramdisks of a twentieth of the memory: empty they cost nothing, full they are twice as much.
    /// </summary>
    [Theory]
    [InlineData(true, 4)]
    [InlineData(false, 0)]
    public async Task Run_WarnsOfFullMemory_AndRefusesItWhereThatIsStrict(bool strict, int exitCode)
    {
        string[] strictly = strict ? ["--strict-memory"] : [];
        CommandResult result = await _scalesim.RunAsync(
            ["run", "--engine", "fake", "--workers", "40", "--ramdisk", $"{TwentiethOfMemoryMiB()}MiB", .. strictly]);

        result.AssertExitCode(exitCode);
        result.AssertStderr(strict ? "error: " : "warning: ");
        result.AssertStderr("With every limit reached, 40 workers would take");
    }

    [Fact]
    public async Task Run_IsRefused_WhenItsOutputCanNotBeWritten()
    {
        string file = Path.Combine(_scalesim.WorkingDirectory, "file");
        await File.WriteAllTextAsync(file, "");

        CommandResult result = await _scalesim.RunAsync(
            "run", "--engine", "fake", "--workers", "2", "--output", Path.Combine(file, "below"));

        result.AssertExitCode(2);
        result.AssertStderr("can't be written");
        result.AssertStderr("--output");
        Assert.Equal([file], Directory.EnumerateFileSystemEntries(_scalesim.WorkingDirectory));
    }

    [Theory]
    [InlineData("run")]
    [InlineData("up")]
    [InlineData("down")]
    [InlineData("status")]
    [InlineData("hosts")]
    [InlineData("plan")]
    public async Task Command_SaysHowToStartAnEngine_WhenThereIsNone(string command)
    {
        _scalesim.Environment["DOCKER_HOST"] = "unix:///nonexistent/docker.sock";

        CommandResult result = await _scalesim.RunAsync(command);

        result.AssertExitCode(3);
        result.AssertStderr("No Docker Engine answers at unix:///nonexistent/docker.sock");
        result.AssertStderr("Start one");
        Assert.Empty(Directory.EnumerateFileSystemEntries(_scalesim.WorkingDirectory));
        Assert.Empty(_scalesim.TemporaryFiles());
    }

    public void Dispose() => _scalesim.Dispose();

    /// <remarks>A sample: <c>MemAvailable:   22937824 kB</c></remarks>
    private static long TwentiethOfMemoryMiB()
    {
        string line = File.ReadLines("/proc/meminfo")
            .First(line => line.StartsWith("MemAvailable:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], null) / 20 / 1024;
    }
}
