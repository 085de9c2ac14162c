using System.Diagnostics;

namespace ScaleSim.EndToEnd.Usage;

/// <summary>What this machine can't carry is refused before anything is created, by all commands alike.</summary>
public sealed class AdmissionTests
{
    private const string Arithmetic = "ScaleSim and its master need 756 open files, a connection per worker and 256; "
        + "this process has 400 of 400 left.";

    [DockerFact]
    public async Task Commands_RefuseWithTheSameArithmetic_AndCreateNothing()
    {
        using var scalesim = new Scalesim();
        await using var cluster = new TestCluster(scalesim, "refused");
        foreach (string command in (string[])["plan", "up", "run", "doctor"])
        {
            CommandResult result = await RunWithFewFilesAsync(
                scalesim, command, "--name", cluster.Name, "--workers", "500");

            result.AssertExitCode(4);
            string said = string.Join(' ', result.All.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            Assert.Contains(Arithmetic, said, StringComparison.Ordinal);
            Assert.Empty(await cluster.RemainsAsync());
        }
    }

    private static async Task<CommandResult> RunWithFewFilesAsync(Scalesim scalesim, params string[] arguments)
    {
        // A shell with fewer open files than 500 workers take; it becomes ScaleSim.
        var start = new ProcessStartInfo(
            "sh",
            ["-c", "ulimit -n 400; exec \"$0\" \"$@\"", Scalesim.Program, .. arguments])
        {
            WorkingDirectory = scalesim.WorkingDirectory,
        };
        start.Environment["TMPDIR"] = scalesim.Temporary;
        await using RunningCommand command = RunningCommand.Start(start);
        return await command.WaitAsync();
    }
}
