using System.Runtime.ExceptionServices;

namespace ScaleSim.EndToEnd.Runs;

/// <summary>
/// A whole run of 24 workers with all checks and a test command; the tests read what it left. What goes wrong on the
/// way is thrown by the test that asks first.
/// </summary>
public sealed class CheckedRun : IAsyncLifetime, IDisposable
{
    public const int Workers = 24;
    public const int Seed = 4711;

    // Fails, and with it the run, unless each variable is set; the file must be there too.
    private const string TestCommand =
        "set -eu; for name in CLUSTER RUN MASTER WORKERS INVENTORY OUTPUT; do"
        + " eval \"echo $name=\\$SCALESIM_$name\" >>\"$SCALESIM_OUTPUT/seen.txt\"; done;"
        + " test -s \"$SCALESIM_INVENTORY\"; echo said by the test command";

    private readonly Scalesim _scalesim = new();
    private ExceptionDispatchInfo? _failure;
    private CommandResult? _result;

    internal CommandResult Result
    {
        get
        {
            _failure?.Throw();
            return _result ?? throw new InvalidOperationException("There was no run.");
        }
    }

    internal string Cluster { get; private set; } = "";

    internal string Output => _scalesim.Output;

    /// <value>What was left of the cluster when run had returned.</value>
    internal IReadOnlyList<string> Remains { get; private set; } = [];

    public async Task InitializeAsync()
    {
        if (DockerFactAttribute.WhyNot is not null)
        {
            return;
        }

        try
        {
            await using var cluster = new TestCluster(_scalesim, "checked");
            Cluster = cluster.Name;
            _result = await _scalesim.RunAsync(
                "run", "--name", cluster.Name, "--workers", $"{Workers}", "--workers-per-node", "12",
                "--seed", $"{Seed}", "--output", _scalesim.Output, "--", "sh", "-c", TestCommand);
            Remains = await cluster.RemainsAsync();
        }
#pragma warning disable CA1031 // Thrown again, whatever it is, by the first test that asks.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _failure = ExceptionDispatchInfo.Capture(exception);
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _scalesim.Dispose();
}
