using System.Diagnostics;

namespace ScaleSim.EndToEnd.Witness;

/// <summary>
/// A container that is not ScaleSim's: of an image that the test imports itself, on a network of its own, both with a
/// label of their own. It must live on whatever happens to clusters.
/// </summary>
internal sealed class ForeignContainer : IAsyncDisposable
{
    private readonly string _name = $"e2e-foreign-{Guid.NewGuid():N}"[..24];

    /// <summary>The program that the product ships for its nodes waits for ever, and needs no other file.</summary>
    public async Task StartAsync()
    {
        string archive = Path.GetTempFileName();
        try
        {
            string tree = Path.Combine(Scalesim.DirectoryOf("Simulator"), "worker-image");
            await using RunningCommand tar = RunningCommand.Start(
                new ProcessStartInfo("tar", ["--create", "--file", archive, "--directory", tree, "."]));
            (await tar.WaitAsync()).AssertExitCode(0);
            await DockerCli.LinesAsync("import", archive, _name);
        }
        finally
        {
            File.Delete(archive);
        }

        await DockerCli.LinesAsync("network", "create", "--label", "e2e.foreign=true", _name);
        await DockerCli.LinesAsync(
            "run", "--detach", "--name", _name, "--label", "e2e.foreign=true", "--network", _name, _name,
            "/scalesim-worker", "pause");
    }

    public async Task<bool> IsRunningAsync()
    {
        CommandResult state = await DockerCli.TryRunAsync("inspect", "--format", "{{.State.Running}}", _name);
        return state.Stdout.Trim() == "true";
    }

    public async ValueTask DisposeAsync()
    {
        await DockerCli.TryRunAsync("rm", "--force", "--volumes", _name);
        await DockerCli.TryRunAsync("network", "rm", _name);
        await DockerCli.TryRunAsync("rmi", "--force", _name);
    }
}
