using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace ScaleSim.EndToEnd.Runs;

/// <summary>A run checks its cluster, runs the test command, reports, and leaves nothing.</summary>
public sealed class CheckedRunTests(CheckedRun run) : IClassFixture<CheckedRun>
{
    private static readonly string[] Safe =
    [
        "running", "registered", "ports-from-host", "ports-from-node", "names", "ramdisks", "ramdisk-overfill", "files",
    ];

    private static readonly string[] Disruptive = ["worker-loss", "block-loss", "master-restart"];

    private JsonNode Summary => JsonNode.Parse(File.ReadAllText(PathOf("summary.json")))!;

    [DockerFact]
    public void Run_Passes_AndLeavesNothing()
    {
        run.Result.AssertExitCode(0);
        Assert.Empty(run.Remains);
    }

    [DockerFact]
    public void Checks_AllPass_SafeOnesFirst()
    {
        IReadOnlyList<IReadOnlyDictionary<string, string>> checks = CsvFile.Read(PathOf("checks.csv"));

        Assert.Equal(Safe.Order(), checks.Take(Safe.Length).Select(check => check["name"]).Order());
        Assert.Equal(Disruptive.Order(), checks.Skip(Safe.Length).Select(check => check["name"]).Order());
        Assert.All(checks, check => Assert.True(check["verdict"] == "passed", $"{check["name"]}: {check["message"]}"));
        Assert.All(checks, check => Assert.Equal(
            Safe.Contains(check["name"]) ? "safe" : "disruptive", check["level"]));
    }

    [DockerFact]
    public void TestCommand_IsToldOfTheCluster_AndHasTheTerminal()
    {
        run.Result.AssertOutput("said by the test command");
        Dictionary<string, string> seen = File.ReadAllLines(PathOf("seen.txt"))
            .Select(line => line.Split('=', 2)).ToDictionary(sides => sides[0], sides => sides[1]);
        Assert.Equal(run.Cluster, seen["CLUSTER"]);
        Assert.Equal((string)Summary["run"]!, seen["RUN"]);
        Assert.Equal("24", seen["WORKERS"]);
        Assert.Equal(run.Output, seen["OUTPUT"]);
        Assert.Equal(PathOf("inventory.json"), seen["INVENTORY"]);
        Assert.Equal((string)Inventory["master"]!["endpoint"]!, seen["MASTER"]);
    }

    [DockerFact]
    public void Inventory_ListsEveryWorker()
    {
        JsonArray workers = Inventory["workers"]!.AsArray();

        Assert.Equal(Enumerable.Range(1, CheckedRun.Workers), workers.Select(worker => (int)worker!["index"]!));
        Assert.Equal(
            2 * CheckedRun.Workers,
            workers.SelectMany(worker => worker!["ports"]!.AsObject()
                .Select(port => $"{worker["address"]}:{port.Value}")).Distinct().Count());
    }

    [DockerFact]
    public void Summary_SaysHowTheRunWent()
    {
        JsonNode summary = Summary;

        Assert.Equal(
            ("passed", 0, "ended"),
            ((string)summary["outcome"]!, (int)summary["exitCode"]!, (string)summary["phase"]!));
        Assert.Equal(CheckedRun.Seed, (int)summary["seed"]!);
        foreach (string count in (string[])["planned", "created", "started", "ready", "registered", "removed"])
        {
            Assert.True(
                (int)summary["workers"]![count]! == CheckedRun.Workers,
                $"workers.{count} is {summary["workers"]![count]}");
        }

        Assert.Equal(0, (int)summary["testCommand"]!["exitCode"]!);
        Assert.Equal("docker", (string)summary["engine"]!["kind"]!);
        Assert.Matches("^[0-9a-f]{64}$", (string)summary["planSha256"]!);
    }

    [DockerFact]
    public void Workers_HaveTheTimesOfTheirStates_InOrder()
    {
        IReadOnlyList<IReadOnlyDictionary<string, string>> workers = CsvFile.Read(PathOf("workers.csv"));

        Assert.Equal(CheckedRun.Workers, workers.Count);
        Assert.All(workers, worker =>
        {
            long created = Number(worker["createdMs"]);
            Assert.InRange(Number(worker["startedMs"]), created, long.MaxValue);
            Assert.InRange(Number(worker["readyMs"]), created, long.MaxValue);
            Assert.InRange(Number(worker["registeredMs"]), created, long.MaxValue);
            Assert.Empty(worker["failure"]);
        });
    }

    [DockerFact]
    public void Master_IsMeasured()
    {
        IReadOnlyList<IReadOnlyDictionary<string, string>> samples = CsvFile.Read(PathOf("master.csv"));

        Assert.Contains(
            samples, sample => sample["cpuPercent"].Length > 0 && Number(sample["memoryBytes"]) > 1_000_000);
        Assert.Contains(samples, sample => sample["requestsPerSecond"].Length > 0 && sample["latencyP50Ms"].Length > 0);
    }

    [DockerFact]
    public void Events_TellTheRunFromItsFirstPhaseToItsLast()
    {
        IReadOnlyList<IReadOnlyDictionary<string, string>> events = CsvFile.Read(PathOf("events.csv"));

        string[] phases =
            [.. events.Where(happened => happened["subject"] == "run").Select(happened => happened["kind"])];
        Assert.Equal("ended", phases[^1]);
        Assert.Contains("testCommand", phases);
        Assert.Equal(
            CheckedRun.Workers,
            events.Where(happened => happened["kind"] == "workerRemoved")
                .DistinctBy(happened => happened["subject"]).Count());
    }

    [DockerFact]
    public void JUnit_HasACasePerCheck_AndNoFailure()
    {
        XElement suites = XDocument.Load(PathOf("junit.xml")).Root!;

        Assert.Equal(("0", "0"), ((string)suites.Attribute("failures")!, (string)suites.Attribute("errors")!));
        Assert.Equal(
            Safe.Concat(Disruptive).Concat(["run", "test-command"]).Order(StringComparer.Ordinal),
            suites.Descendants("testcase").Select(test => (string)test.Attribute("name")!)
                .Order(StringComparer.Ordinal));
    }

    private JsonNode Inventory => JsonNode.Parse(File.ReadAllText(PathOf("inventory.json")))!;

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private string PathOf(string file)
    {
        run.Result.AssertExitCode(0);
        return Path.Combine(run.Output, file);
    }
}
