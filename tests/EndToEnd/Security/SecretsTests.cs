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
        foreach (string path in (string[])["inventory.json", "test.log", "logs"])
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

    public void Dispose() => _scalesim.Dispose();

    private static UnixFileMode Others =>
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private string WriteFile(string then = "echo running; exec sleep 1000")
    {
        string file = Path.Combine(_scalesim.WorkingDirectory, "secret.yaml");
        File.WriteAllText(file, $$"""
            workers:
              count: 2
              fromHost: [/bin/sh, /bin/sleep]
              command: [/bin/sh, -c, 'echo the token is $API_TOKEN; {{then}}']
              environment: {API_TOKEN: {{OfWorkers}}}
              ready: {log: running}
            master:
              process:
                command: [/bin/sh, -c, 'echo the password is $DB_PASSWORD; exec sleep 1000']
                environment: {DB_PASSWORD: {{OfMaster}}}
                port: 9421
                ready: {log: the password is}
            """, new UTF8Encoding(false));
        return file;
    }
}
