using System.Globalization;
using ScaleSim.Core.Specs;

namespace ScaleSim.Simulator.Keeper;

/// <summary>
/// The host's master over all of its lives: starts it, starts it again where the spec says so, and knows when it has
/// died for good.
/// </summary>
/// <param name="secrets">Hidden in its last lines, beside the secrets of its own environment.</param>
internal sealed class MasterKeeper(
    MasterProcessSpec spec,
    KeeperPaths paths,
    SecretText secrets,
    HttpClient http,
    KeeperLog log,
    TimeProvider time) : IDisposable
{
    private static readonly TimeSpan BackoffFirst = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan BackoffMax = TimeSpan.FromSeconds(30);

    private readonly SecretText _secrets = secrets.With(spec.Environment);
    private readonly SemaphoreSlim _turn = new(1);
    private readonly CancellationTokenSource _end = new();
    private TaskCompletionSource _changed = NewSignal();
    private MasterProcess? _process;

    public int? ProcessId => _process?.ProcessId;

    /// <value>How often it has been started again after an end of its own.</value>
    public int Restarts { get; private set; }

    /// <value>Null while it lives, is being started again, or was told to end.</value>
    public MasterDeath? Death { get; private set; }

    /// <summary>Starts it and returns once it serves.</summary>
    /// <exception cref="KeeperException">It ended or did not serve in time.</exception>
    public Task StartAsync(CancellationToken cancellationToken) => InTurnAsync(() => BeginAsync(cancellationToken));

    /// <summary>Ends it, by SIGKILL where asked, and starts it again.</summary>
    /// <exception cref="KeeperException">It ended or did not serve in time.</exception>
    public Task RestartAsync(bool kill, CancellationToken cancellationToken) => InTurnAsync(async () =>
    {
        await (_process?.StopAsync(kill) ?? Task.CompletedTask);
        await BeginAsync(cancellationToken);
    });

    /// <summary>Ends it for good.</summary>
    public async Task StopAsync()
    {
        // A restart that waits for its backoff, or for the master to serve, is not waited for.
        await _end.CancelAsync();
        await InTurnAsync(() => _process?.StopAsync(kill: false) ?? Task.CompletedTask);
    }

    /// <summary>
    /// Returns when it has died for good, or has been started again more often than the caller knows.
    /// </summary>
    public async Task WaitForChangeAsync(int knownRestarts, CancellationToken cancellationToken)
    {
        while (Death is null && Restarts <= knownRestarts)
        {
            Task changed = Volatile.Read(ref _changed).Task;
            if (Death is null && Restarts <= knownRestarts)
            {
                await changed.WaitAsync(cancellationToken);
            }
        }
    }

    public void Dispose()
    {
        _turn.Dispose();
        _end.Dispose();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        Death = null;
        var process = new MasterProcess(spec, paths, _secrets, http, log, time);
        _process = process;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _end.Token);
        try
        {
            await process.StartAsync(either.Token);
        }
        catch
        {
            await process.StopAsync(kill: true);
            throw;
        }

        _ = WatchAsync(process);
    }

    private async Task WatchAsync(MasterProcess process)
    {
        (int exitCode, IReadOnlyList<string> lastLines) = await process.WaitAsync();
        if (process.IsStopping)
        {
            return;
        }

        log.Write(string.Create(CultureInfo.InvariantCulture, $"the master ended by itself with exit code {exitCode}"));
        process.EndFamily();
        if (exitCode == 0 || Restarts >= spec.MaxRetries || !await TryAgainAsync(process))
        {
            Tell(new MasterDeath(time.GetUtcNow(), exitCode, Restarts, lastLines));
        }
    }

    /// <returns>False when all the tries that are left failed.</returns>
    private async Task<bool> TryAgainAsync(MasterProcess ended)
    {
        TimeSpan pause = BackoffFirst * Math.Pow(2, Math.Min(Restarts, 16));
        while (Restarts < spec.MaxRetries)
        {
            pause = pause < BackoffMax ? pause : BackoffMax;
            Restarts++;
            log.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"starting the master again in {pause.TotalSeconds:0.#} s, {Restarts} of {spec.MaxRetries} times"));
            try
            {
                await Task.Delay(pause, time, _end.Token);
                await InTurnAsync(() => ReferenceEquals(_process, ended) ? BeginAsync(_end.Token) : Task.CompletedTask);
                Tell(null);
                return true;
            }
            catch (OperationCanceledException)
            {
                return true;
            }
            catch (KeeperException exception)
            {
                log.Write(exception.Message);
                ended = _process!;
                pause *= 2;
            }
        }

        return false;
    }

    private void Tell(MasterDeath? death)
    {
        Death = death;
        Interlocked.Exchange(ref _changed, NewSignal()).SetResult();
    }

    private async Task InTurnAsync(Func<Task> work)
    {
        await _turn.WaitAsync();
        try
        {
            await work();
        }
        finally
        {
            _turn.Release();
        }
    }
}
