using System.Text;
using System.Text.Json.Nodes;

namespace ScaleSim.EndToEnd.Security;

/// <summary>
/// A system that prints its own secrets, as systems do in their last words: nothing that ScaleSim writes has them, and
/// what quotes programs is for the user alone.
/// </summary>
public sealed class SecretsTests : IDisposable
{
    private const string OfWorkers = "hunter22-of-workers";
    private const string OfMaster = "hunter22-of-master";

    private readonly Scalesim _scalesim = new();

    [DockerFact]
    public async Task Run_WritesNoSecretAnywhere_ThoughItsProgramsPrintThem()
    {
        await using var cluster = new TestCluster(_scalesim, "secret");
        string file = WriteFile();

        CommandResult run = await _scalesim.RunAsync(
            "run", file, "--name", cluster.Name, "--output", _scalesim.Output, "--", "false");

        run.AssertExitCode(1);
        Assert.DoesNotContain("hunter22", run.All, StringComparison.Ordinal);
        string[] written = Directory.GetFiles(_scalesim.Output, "*", SearchOption.AllDirectories);
        foreach (string path in written)
        {
            Assert.False(
                (await File.ReadAllTextAsync(path)).Contains("hunter22", StringComparison.Ordinal), path);
        }

        // The test failed, so that everybody's logs are there, and they do hold what was printed.
        string log = await File.ReadAllTextAsync(Path.Combine(_scalesim.Output, "logs", "worker-0001.log"));
        Assert.Contains("the token is ***", log, StringComparison.Ordinal);
        string master = await File.ReadAllTextAsync(Path.Combine(_scalesim.Output, "logs", "master.log"));
        Assert.Contains("the password is ***", master, StringComparison.Ordinal);
        string ownLog = Path.Combine(_scalesim.WorkingDirectory, "own-master.log");
        Assert.Contains(OfMaster, await File.ReadAllTextAsync(ownLog), StringComparison.Ordinal);
        foreach (string path in (string[])["inventory.json", "test.log", "logs", ownLog])
        {
            UnixFileMode others = File.GetUnixFileMode(Path.Combine(_scalesim.Output, path)) & Others;
            Assert.True(others == UnixFileMode.None, $"{path} is open to {others}");
        }
    }

    [DockerFact]
    public async Task Up_SaysNoSecret_OfAWorkerThatDiesWithItOnItsLips_NorDoLabelsAndStatus()
    {
        await using var cluster = new TestCluster(_scalesim, "secret");
        await using var dying = new TestCluster(_scalesim, "secret");
        CommandResult up = await _scalesim.RunAsync("up", WriteFile(), "--name", cluster.Name);
        up.AssertExitCode(0);

        CommandResult status = await _scalesim.RunAsync("status", cluster.Name, "--format", "json");
        CommandResult plan = await _scalesim.RunAsync("plan", WriteFile(), "--format", "json");
        IReadOnlyList<JsonObject> networks = await DockerCli.InspectAsync(await cluster.NetworksAsync());
        CommandResult died = await _scalesim.RunAsync("up", WriteFile("exit 3"), "--name", dying.Name);

        died.AssertExitCode(1);
        died.AssertStderr("the token is ***");
        string all = $"{status.All}{plan.All}{died.All}{networks[0]["Labels"]}";
        Assert.DoesNotContain("hunter22", all, StringComparison.Ordinal);
        (await _scalesim.RunAsync("down", cluster.Name)).AssertExitCode(0);
        Assert.Empty(await cluster.RemainsAsync());
        Assert.Empty(await dying.RemainsAsync());
    }

    /// <remarks>From another terminal, which knows no secret: what the keeper remembers has none.</remarks>
    [DockerFact]
    public async Task Status_SaysNoSecret_OfWorkersAndMasterThatDieLater()
    {
        await using var cluster = new TestCluster(_scalesim, "secret");
        string masterEnds = Path.Combine(_scalesim.WorkingDirectory, "master-ends");
        string file = WriteFile(
            "echo the key is \"$API_KEY\"; echo running; until [ -e /tmp/end ]; do sleep 0.1; done; exit 3",
            $"until [ -e {masterEnds} ]; do sleep 0.1; done; exit 4");
        (await _scalesim.RunAsync("up", file, "--name", cluster.Name)).AssertExitCode(0);

        (await _scalesim.RunAsync("exec", "1", "--cluster", cluster.Name, "--", "/bin/sh", "-c", ": > /tmp/end"))
            .AssertExitCode(0);
        await File.WriteAllTextAsync(masterEnds, "");
        CommandResult status = null!;
        await Poll.UntilAsync(
            async () =>
            {
                status = await _scalesim.RunAsync("status", cluster.Name, "--format", "json");
                JsonNode state = JsonNode.Parse(status.Stdout)!;
                return state["masterDeath"] is not null && state["deaths"]!.AsArray().Count > 0;
            },
            "the keeper knows of both deaths");
        CommandResult table = await _scalesim.RunAsync("status", cluster.Name);

        Assert.Contains("the token is ***", status.Stdout, StringComparison.Ordinal);
        Assert.Contains("the key is ***", status.Stdout, StringComparison.Ordinal);
        Assert.Contains("the password is ***", status.Stdout, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter22", $"{status.All}{table.All}", StringComparison.Ordinal);
        (await _scalesim.RunAsync("down", cluster.Name)).AssertExitCode(0);
    }

    public void Dispose() => _scalesim.Dispose();

    private static UnixFileMode Others =>
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private string WriteFile(
        string then = "echo running; exec sleep 1000", string masterThen = "exec sleep 1000")
    {
        string file = Path.Combine(_scalesim.WorkingDirectory, "secret.yaml");
        File.WriteAllText(file, $$"""
            workers:
              count: 2
              fromHost: [/bin/sh, /bin/sleep]
              command: [/bin/sh, -c, 'echo the token is $API_TOKEN; {{then}}']
              environment:
                API_TOKEN: {{OfWorkers}}
                API_KEY: "{{OfWorkers}}, line 1\nline 2, {{OfWorkers}}\n"
              ready: {log: running}
            master:
              process:
                command: [/bin/sh, -c, 'echo the password is $DB_PASSWORD; {{masterThen}}']
                environment: {DB_PASSWORD: {{OfMaster}}}
                logFile: ./own-master.log
                port: 9421
                ready: {log: the password is}
            """, new UTF8Encoding(false));
        return file;
    }
}
