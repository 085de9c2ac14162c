namespace ScaleSim.EndToEnd.Engines;

/// <summary>
/// The Engine of a class whose tests leave orphans and clean them up: one of its own, for on any other the next command
/// of any test would remove them. Where this is not root it is the Engine of all tests, and nobody runs beside
/// (<see cref="LeavesOrphansAttribute"/>).
/// </summary>
public sealed class OrphansEngine : IAsyncLifetime
{
    private OwnEngine? _engine;

    /// <summary>As <see cref="OwnEngine.Use"/>; for each test to call, as its first step.</summary>
    internal void Use(Scalesim scalesim) => _engine?.Use(scalesim);

    public async Task InitializeAsync()
    {
        if (DockerFactAttribute.WhyNot is null && Environment.IsPrivilegedProcess)
        {
            _engine = await OwnEngine.StartAsync(liveRestore: false);
        }
    }

    public async Task DisposeAsync() => await (_engine?.DisposeAsync() ?? ValueTask.CompletedTask);
}
