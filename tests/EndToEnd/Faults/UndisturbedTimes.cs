using System.Diagnostics;
using ScaleSim.EndToEnd.Engines;

namespace ScaleSim.EndToEnd.Faults;

/// <summary>How long 'up' and 'down' of a small cluster take on this machine when nobody kills them.</summary>
public sealed class UndisturbedTimes : IAsyncLifetime
{
    public const int Workers = 12;

    internal OrphansEngine Engine { get; } = new();

    public TimeSpan Up { get; private set; }

    public TimeSpan Down { get; private set; }

    public async Task InitializeAsync()
    {
        if (DockerFactAttribute.WhyNot is not null)
        {
            return;
        }

        await Engine.InitializeAsync();
        using var scalesim = new Scalesim();
        Engine.Use(scalesim);
        await using var cluster = new TestCluster(scalesim, "timed");
        // Once before, so that no image is loaded in the measured time.
        (await scalesim.RunAsync("up", "--name", cluster.Name, "--workers", "1")).AssertExitCode(0);
        (await scalesim.RunAsync("down", cluster.Name)).AssertExitCode(0);
        var watch = Stopwatch.StartNew();
        (await scalesim.RunAsync("up", "--name", cluster.Name, "--workers", $"{Workers}")).AssertExitCode(0);
        Up = watch.Elapsed;
        watch.Restart();
        (await scalesim.RunAsync("down", cluster.Name)).AssertExitCode(0);
        Down = watch.Elapsed;
    }

    public Task DisposeAsync() => Engine.DisposeAsync();
}
