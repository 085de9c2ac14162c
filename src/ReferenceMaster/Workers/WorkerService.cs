using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ScaleSim.ReferenceMaster.Blocks;
using ScaleSim.ReferenceMaster.Errors;
using ScaleSim.ReferenceMaster.Logs;
using ScaleSim.ReferenceMaster.Replication;
using ScaleSim.ReferenceProtocol.Errors;
using ScaleSim.ReferenceProtocol.Workers;

namespace ScaleSim.ReferenceMaster.Workers;

/// <summary>Registers workers, hears their heartbeats, and gives up those that fall silent.</summary>
internal sealed class WorkerService(MasterState state, BlockReports reports, ReplicationPlanner planner, ILogger logger)
{
    /// <summary>When a worker that got no lease should ask again; each adds a random part of its own.</summary>
    private const int ComeBackMs = 250;

    private long _nextSession;
    private long _sweptAt = state.Time.GetTimestamp();

    /// <summary>How many registrations there were.</summary>
    public long Registrations { get; private set; }

    /// <summary>How many times a worker was given up.</summary>
    public long Losses { get; private set; }

    /// <summary>Lets a worker register, or tells it to come back.</summary>
    public LeaseResponse Lease(LeaseRequest request)
    {
        RefuseOtherRun(request.Run, request.Name, request.Address);
        lock (state.Gate)
        {
            return state.Leases.TryTake() is { } lease
                ? new LeaseResponse(lease, (int)state.Leases.LeaseTime.TotalMilliseconds)
                : throw ComeBack();
        }
    }

    /// <summary>Takes a worker in: what was known of it is replaced by what it says.</summary>
    public RegisterResponse Register(RegisterRequest request)
    {
        RefuseOtherRun(request.Run, request.Name, request.Address);
        lock (state.Gate)
        {
            if (!state.Leases.TryUse(request.Lease))
            {
                throw new MasterException(StatusCodes.Status409Conflict, ErrorCodes.NoLease,
                    $"{request.Name} shows the lease '{request.Lease}', which is not held. It expired or was used. "
                    + "Ask for another one.");
            }

            var worker = Admit(request);
            var interval = state.Policy.Interval(state.Workers.LiveCount);
            worker.LostAfter = state.Policy.LostAfter(interval);
            Log.Registered(logger, request.Name, request.Address, worker.Location.Session, request.Blocks.Count);
            return new RegisterResponse(
                worker.Location.Session, Milliseconds(interval), Milliseconds(worker.LostAfter));
        }
    }

    /// <summary>Hears a worker and tells it what to do.</summary>
    public HeartbeatResponse Heartbeat(HeartbeatRequest request)
    {
        lock (state.Gate)
        {
            var interval = state.Policy.Interval(state.Workers.LiveCount);
            var lostAfter = state.Policy.LostAfter(interval);
            if (!state.Workers.TryFind(request.Session, out var worker))
            {
                var register = new WorkerCommand { Kind = WorkerCommandKind.Register };
                return new HeartbeatResponse(Milliseconds(interval), Milliseconds(lostAfter), [register]);
            }

            Hear(worker, request.CapacityBytes, request.UsedBytes);
            worker.LostAfter = lostAfter;
            reports.Change(worker, request);
            return new HeartbeatResponse(
                Milliseconds(interval),
                Milliseconds(lostAfter),
                [.. reports.DeletesFor(worker), .. planner.CommandsFor(worker)]);
        }
    }

    /// <summary>Every worker, by index and name.</summary>
    public IReadOnlyList<WorkerInfo> List()
    {
        lock (state.Gate)
        {
            return
            [
                .. state.Workers.All
                    .OrderBy(w => w.Index)
                    .ThenBy(w => w.Key.Name, StringComparer.Ordinal)
                    .Select(w => w.ToInfo())
            ];
        }
    }

    /// <summary>Gives up the workers that were silent for too long. Silence of the master's own (a machine that stood
    /// still, a busy processor) counts for nobody: it heard nobody in that time.</summary>
    public void Sweep()
    {
        lock (state.Gate)
        {
            var own = state.Time.GetElapsedTime(_sweptAt) - state.Options.Timings.Tick;
            var grace = own > state.Options.Timings.Tick ? own : TimeSpan.Zero;
            _sweptAt = state.Time.GetTimestamp();
            foreach (var worker in state.Workers.Live.ToArray())
            {
                if (grace > TimeSpan.Zero)
                {
                    worker.HeardAt = Math.Min(
                        _sweptAt, worker.HeardAt + (long)(grace.TotalSeconds * state.Time.TimestampFrequency));
                }

                if (state.Time.GetElapsedTime(worker.HeardAt) is var silence && silence > worker.LostAfter)
                {
                    Lose(worker, silence);
                }
            }
        }
    }

    private static int Milliseconds(TimeSpan time) => (int)time.TotalMilliseconds;

    private static MasterException ComeBack() => new(
        StatusCodes.Status429TooManyRequests,
        new ErrorResponse
        {
            Code = ErrorCodes.ComeBack,
            Message = "Too many workers register at this moment. The master takes a bounded number at once. "
                + $"Come back in {ComeBackMs} ms.",
            RetryAfterMs = ComeBackMs,
        });

    private void RefuseOtherRun(string run, string name, string address)
    {
        if (run != state.Options.Run)
        {
            Log.OtherRun(logger, name, address, run, state.Options.Run);
            throw new MasterException(StatusCodes.Status403Forbidden, ErrorCodes.OtherRun,
                $"{name} belongs to run {run} and this is the master of run {state.Options.Run}. "
                + "A worker of another run would falsify this one's counts. "
                + "Stop it, or give it its own master's address.");
        }
    }

    private WorkerRecord Admit(RegisterRequest request)
    {
        var key = new WorkerKey(request.Name, request.Address, request.Ports.Data);
        var known = state.Workers.Find(key);
        if (known is { State: WorkerState.Lost })
        {
            Log.WorkerBack(logger, key.Name, key.Address, request.Blocks.Count);
        }
        else if (known is not null)
        {
            state.Workers.EndSession(known);
        }

        var location = new WorkerLocation(NewSession(), request.Name, request.Host, request.Address, request.Ports);
        var worker = known ?? new WorkerRecord(key) { Location = location, Index = request.Index };
        worker.Location = location;
        worker.Index = request.Index;
        worker.State = WorkerState.Live;
        worker.Registrations++;
        worker.RegisteredAt = state.Time.GetUtcNow();
        Hear(worker, request.CapacityBytes, request.UsedBytes);
        state.Workers.Add(worker);
        reports.Replace(worker, request.Blocks);
        Registrations++;
        return worker;
    }

    /// <summary>Sessions of two lives of the master must differ: <c>19aa5f3c2e1-7</c> is the start in milliseconds and
    /// a count.</summary>
    private string NewSession() =>
        string.Create(CultureInfo.InvariantCulture, $"{state.StartedAt.ToUnixTimeMilliseconds():x}-{++_nextSession}");

    private void Hear(WorkerRecord worker, long capacityBytes, long usedBytes)
    {
        worker.HeardAt = state.Time.GetTimestamp();
        worker.LastHeartbeatAt = state.Time.GetUtcNow();
        worker.CapacityBytes = capacityBytes;
        worker.UsedBytes = usedBytes;
        worker.PromisedBytes = 0;
    }

    private void Lose(WorkerRecord worker, TimeSpan silence)
    {
        worker.State = WorkerState.Lost;
        worker.LostAt = state.Time.GetUtcNow();
        state.Workers.EndSession(worker);
        reports.Forget(worker);
        Losses++;
        Log.WorkerLost(logger, worker.Key.Name, worker.Key.Address, (long)silence.TotalMilliseconds);
    }
}
