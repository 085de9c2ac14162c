using System.Text.Json;
using Microsoft.Extensions.Logging;
using ScaleSim.ReferenceProtocol.Errors;
using ScaleSim.ReferenceProtocol.Workers;
using ScaleSim.WorkerImage.Blocks;
using ScaleSim.WorkerImage.Logs;
using ScaleSim.WorkerImage.Settings;

namespace ScaleSim.WorkerImage.Masters;

/// <summary>Keeps the worker registered: registers, sends heartbeats when the master wants them, does what it is told,
/// and tries again for ever when the master is away.</summary>
internal sealed class MasterLink(
    WorkerSettings settings,
    MasterClient master,
    BlockStore store,
    Replicator replicator,
    News news,
    HeapTrimmer heap,
    ILogger logger)
{
    /// <summary>How long a master that refuses this worker for good is left alone.</summary>
    private static readonly TimeSpan RefusedWait = TimeSpan.FromSeconds(10);

    private readonly Random _random = new(unchecked((settings.Seed * 397) ^ settings.Index));
    private Backoff? _backoff;
    private string? _session;
    private bool _unreachableTold;
    private bool _refusedTold;

    /// <summary>True while the master answers heartbeats.</summary>
    public bool Registered { get; private set; }

    private Backoff Retry => _backoff ??= new(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(5), _random);

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var wait = await StepAsync(cancellationToken);
            heap.TrimIfWorthwhile();
            await news.WaitAsync(wait, cancellationToken);
        }
    }

    /// <summary>One registration or heartbeat; returns how long to wait before the next.</summary>
    private async Task<TimeSpan> StepAsync(CancellationToken cancellationToken)
    {
        try
        {
            var wait = _session is null
                ? await RegisterAsync(cancellationToken)
                : await HeartbeatAsync(_session, cancellationToken);
            Answered();
            return wait;
        }
        catch (MasterRefusedException refusal)
        {
            return Refused(refusal.Error);
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or IOException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return Unreachable(exception);
        }
    }

    private async Task<TimeSpan> RegisterAsync(CancellationToken cancellationToken)
    {
        var lease = await master.LeaseAsync(
            new LeaseRequest(settings.Run, settings.Name, settings.Address), cancellationToken);
        var usage = store.Usage;
        var blocks = store.ListAndForgetChanges();
        var answer = await master.RegisterAsync(
            new RegisterRequest
            {
                Lease = lease.Lease,
                Run = settings.Run,
                Name = settings.Name,
                Index = settings.Index,
                Address = settings.Address,
                Host = settings.Host,
                Ports = settings.Ports,
                CapacityBytes = usage.CapacityBytes,
                UsedBytes = usage.UsedBytes,
                Blocks = blocks,
            },
            cancellationToken);
        _session = answer.Session;
        Log.Registered(logger, settings.Master, answer.Session, blocks.Count, answer.HeartbeatIntervalMs);

        // The first heartbeat comes at a random moment of the interval: workers that registered together spread out.
        return TimeSpan.FromMilliseconds(answer.HeartbeatIntervalMs) * _random.NextDouble();
    }

    private async Task<TimeSpan> HeartbeatAsync(string session, CancellationToken cancellationToken)
    {
        var usage = store.Usage;
        var changes = store.Changes();
        var answer = await master.HeartbeatAsync(
            new HeartbeatRequest
            {
                Session = session,
                CapacityBytes = usage.CapacityBytes,
                UsedBytes = usage.UsedBytes,
                Added = changes.Added,
                Removed = changes.Removed,
                Failed = changes.Failed,
            },
            cancellationToken);
        store.Acknowledge(changes);
        foreach (var command in answer.Commands)
        {
            Obey(command);
        }

        return _session is null ? TimeSpan.Zero : TimeSpan.FromMilliseconds(answer.HeartbeatIntervalMs);
    }

    private void Obey(WorkerCommand command)
    {
        switch (command)
        {
            case { Kind: WorkerCommandKind.Register }:
                Log.RegisterAgain(logger);
                _session = null;
                break;
            case { Kind: WorkerCommandKind.Delete, Block: { } block }:
                store.Delete(block.Id);
                break;
            case { Kind: WorkerCommandKind.Replicate, Block: not null }:
                replicator.Enqueue(command);
                break;
        }
    }

    private void Answered()
    {
        if (_unreachableTold)
        {
            Log.MasterBack(logger, settings.Master);
        }

        Registered = _session is not null;
        _unreachableTold = false;
        _refusedTold = false;
        Retry.Reset();
    }

    private TimeSpan Refused(ErrorResponse error)
    {
        Registered = false;
        _session = null;
        if (error.Code == ErrorCodes.ComeBack)
        {
            return Retry.Jitter(TimeSpan.FromMilliseconds(2 * (error.RetryAfterMs ?? 200)));
        }

        var wait = error.Code == ErrorCodes.OtherRun ? Retry.Jitter(RefusedWait) : Retry.Next();
        if (!_refusedTold)
        {
            Log.Refused(logger, settings.Master, error.Message, (int)wait.TotalMilliseconds);
            _refusedTold = true;
        }

        return wait;
    }

    private TimeSpan Unreachable(Exception exception)
    {
        Registered = false;
        if (!_unreachableTold)
        {
            Log.MasterUnreachable(logger, settings.Master, exception.Message);
            _unreachableTold = true;
        }

        return Retry.Next();
    }
}
