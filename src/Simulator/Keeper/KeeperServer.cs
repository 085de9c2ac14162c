using System.Globalization;
using System.Net.Sockets;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Runs;
using ScaleSim.Core.Specs;

namespace ScaleSim.Simulator.Keeper;

/// <summary>
/// The one background process of a live cluster (docs/reliability.md): owns the host's master, watches the workers
/// once nobody holds the cluster, and removes it when a holder dies.
/// </summary>
internal sealed class KeeperServer(
    string cluster,
    KeeperPaths paths,
    KeeperWatch watch,
    KeeperNames names,
    HttpClient http,
    KeeperLog log,
    TimeProvider time) : IDisposable
{
    private static readonly TimeSpan HoldTimeout = TimeSpan.FromSeconds(20);

    // What is under way at the engine is let finish; a removal of the keeper's own is to begin within 5 s all the same,
    // and looks twice.
    private static readonly TimeSpan OwnPatience = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan CommandPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AcceptPause = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource<KeeperEnd> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private MasterKeeper? _master;
    private SecretText _secrets = SecretText.None;
    private bool _wasHeld;
    private bool _expires;

    /// <value>Whether the cluster depends on a command now.</value>
    public bool IsHeld { get; private set; }

    /// <summary>
    /// Serves until something ends it, then stops the master.
    /// </summary>
    /// <param name="removeCluster">
    /// Called when the holder died or the time to live has ended; the master outlives the workers (ClusterRemoval).
    /// </param>
    public async Task<KeeperEnd> RunAsync(Func<Task> removeCluster, CancellationToken terminated)
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        // The folder is this user's alone (0700) before the socket exists; its own mode says it again.
        listener.Bind(new UnixDomainSocketEndPoint(paths.Socket));
        File.SetUnixFileMode(paths.Socket, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        listener.Listen(16);

        using CancellationTokenRegistration onTerminated =
            terminated.Register(() => _end.TrySetResult(KeeperEnd.Terminated));
        using var stop = new CancellationTokenSource();
        _ = EndUnlessHeldAsync(stop.Token);
        _ = AcceptAsync(listener, stop.Token);
        KeeperEnd end = await _end.Task;
        log.Write($"ending: {end}");
        await stop.CancelAsync();
        try
        {
            if (end is KeeperEnd.HolderLost or KeeperEnd.Expired)
            {
                await EndWatchAsync(OwnPatience);
                await removeCluster();
            }

            return end;
        }
        finally
        {
            await StopMasterAsync();
        }
    }

    public void Dispose() => _master?.Dispose();

    private async Task EndUnlessHeldAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(HoldTimeout, time, cancellationToken).ContinueWith(
            _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        lock (_lock)
        {
            if (!_wasHeld)
            {
                _end.TrySetResult(KeeperEnd.NeverHeld);
            }
        }
    }

    private async Task AcceptAsync(Socket listener, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                _ = ServeAsync(await listener.AcceptAsync(cancellationToken), cancellationToken);
            }
            catch (SocketException exception)
            {
                // No descriptors are left, say: who knocks waits meanwhile, and a deaf keeper would be of no use.
                log.Write($"a connection can't be accepted: {exception.Message}");
                await Task.Delay(AcceptPause, time, cancellationToken);
            }
        }
    }

    private async Task ServeAsync(Socket connection, CancellationToken cancellationToken)
    {
        bool holds = false;
        var dialogue = new KeeperDialogue(
            (request, givenUp) =>
            {
                holds = request.Verb switch
                {
                    KeeperVerb.Hold => Hold(request),
                    KeeperVerb.Release or KeeperVerb.Quit => LetGo(),
                    _ => holds,
                };
                return AnswerAsync(request, givenUp, cancellationToken);
            },
            answered: request =>
            {
                if (request.Verb == KeeperVerb.Quit)
                {
                    _end.TrySetResult(KeeperEnd.Quit);
                }
            },
            gone: () =>
            {
                if (holds)
                {
                    _end.TrySetResult(KeeperEnd.HolderLost);
                }
            });
        try
        {
            await dialogue.RunAsync(connection, cancellationToken);
        }
#pragma warning disable CA1031 // One connection's trouble must end neither the keeper nor go unsaid.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            log.Write($"connection ended: {exception.Message}");
        }
    }

    /// <returns>True: the connection holds.</returns>
    private bool Hold(KeeperRequest request)
    {
        lock (_lock)
        {
            _wasHeld = true;
            IsHeld = true;
            _secrets = _secrets.With(request.Secrets ?? []);
            TryWriteHolder(ProcessMark.Of(request.Holder)
                ?? new ProcessMark(request.Holder, 0, ProcessIdentity.BootId()));
            return true;
        }
    }

    /// <returns>False: the connection no longer holds.</returns>
    private bool LetGo()
    {
        lock (_lock)
        {
            IsHeld = false;
            TryWriteHolder(null);
            return false;
        }
    }

    // Only whoever cleans up behind a keeper that died too needs the file.
    private void TryWriteHolder(ProcessMark? holder)
    {
        try
        {
            paths.WriteHolder(holder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            log.Write($"on whom the cluster depends is not written down: {exception.Message}");
        }
    }

    /// <summary>Ends the keeper, and so the cluster, at a time; a second call changes nothing.</summary>
    private void ExpireAt(DateTimeOffset at)
    {
        lock (_lock)
        {
            if (!_expires)
            {
                _expires = true;
                _ = ExpireAsync(at);
            }
        }
    }

    private async Task ExpireAsync(DateTimeOffset at)
    {
        TimeSpan left = at - time.GetUtcNow();
        log.Write(string.Create(CultureInfo.InvariantCulture, $"the cluster's time to live ends at {at:O}"));
        await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
        _end.TrySetResult(KeeperEnd.Expired);
    }

    /// <param name="givenUp">Cancelled when nobody waits for the answer any more.</param>
    private async Task<KeeperReply> AnswerAsync(
        KeeperRequest request, CancellationToken givenUp, CancellationToken cancellationToken)
    {
        try
        {
            await CarryOutAsync(request, givenUp, cancellationToken);
            (IReadOnlyList<DeathRequest> expected, int expectedCount) = request.Verb == KeeperVerb.ListExpected
                ? watch.Requests.Since(request.KnownExpected)
                : ([], 0);
            return new KeeperReply
            {
                Expected = expected,
                ExpectedCount = expectedCount,
                KeeperProcessId = Environment.ProcessId,
                MasterProcessId = _master?.ProcessId,
                Dns = names.Endpoint,
                HostsFile = names.HostsFile,
                MasterRestarts = _master?.Restarts ?? 0,
                MasterDeath = _master?.Death,
                Deaths = request.Verb == KeeperVerb.Status ? watch.Deaths : [],
                Stranded = request.Verb == KeeperVerb.Status ? watch.Stranded : [],
                IsRestoring = watch.IsRestoring,
                Absences = request.Verb == KeeperVerb.Status ? watch.Absences : [],
            };
        }
        catch (KeeperException exception)
        {
            log.Write(exception.Message);
            return new KeeperReply(exception.Message) { KeeperProcessId = Environment.ProcessId };
        }
        catch (OperationCanceledException) when (givenUp.IsCancellationRequested)
        {
            string what = $"{request.Verb} was given up: nobody waited for its answer any more.";
            log.Write(what);
            return new KeeperReply(what) { KeeperProcessId = Environment.ProcessId };
        }
    }

    private async Task CarryOutAsync(
        KeeperRequest request, CancellationToken givenUp, CancellationToken cancellationToken)
    {
        switch (request.Verb)
        {
            case KeeperVerb.StartMaster:
                _master = new MasterKeeper(request.Master!, paths, _secrets, http, log, time);
                await _master.StartAsync(givenUp);
                break;
            case KeeperVerb.RestartMaster or KeeperVerb.WatchMaster when _master is null:
                throw new KeeperException(
                    $"Cluster {cluster} has no master of ScaleSim's: it is external or was never started. Restart it "
                    + "where it runs.");
            case KeeperVerb.RestartMaster:
                await _master.RestartAsync(request.Kill, givenUp);
                break;
            case KeeperVerb.WatchMaster:
                await _master.WaitForChangeAsync(request.KnownRestarts, givenUp);
                break;
            case KeeperVerb.StopMaster:
                await StopMasterAsync();
                break;
            case KeeperVerb.UseNames when request.Names is { } table:
                await names.UseAsync(table, request.HostsFile, cancellationToken);
                break;
            case KeeperVerb.Quit:
                await StopMasterAsync();
                await names.ForgetAsync();
                break;
            case KeeperVerb.Release:
                if (request.ExpiresAt is { } end)
                {
                    ExpireAt(end);
                }

                await watch.StartAsync(_secrets, givenUp);
                break;
            case KeeperVerb.EndWatch:
                await EndWatchAsync(CommandPatience);
                break;
            case KeeperVerb.ExpectDeaths when request.Deaths is { } deaths:
                watch.Expect(deaths);
                break;
            case KeeperVerb.Hold or KeeperVerb.Status or KeeperVerb.ListExpected:
                break;
            default:
                throw new KeeperException(
                    $"The keeper does not know '{request.Verb}': it is of another version than the command. Use the "
                    + "version that started the cluster.");
        }
    }

    /// <summary>What restores a cluster would start, or create, what a removal is removing.</summary>
    private async Task EndWatchAsync(TimeSpan patience)
    {
        Task ending = watch.StopAsync();
        if (await Task.WhenAny(ending, Task.Delay(patience, time)) != ending)
        {
            log.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"the watch has not ended within {patience.TotalSeconds:0} s; the cluster is removed all the same"));
        }
    }

    private Task StopMasterAsync() => _master?.StopAsync() ?? Task.CompletedTask;
}
