using System.Globalization;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.ReferenceProtocol;
using ScaleSim.ReferenceProtocol.Blocks;
using ScaleSim.ReferenceProtocol.Checksums;
using ScaleSim.ReferenceProtocol.Errors;
using ScaleSim.ReferenceProtocol.Workers;
using ScaleSim.Simulator.Reference.Checks;
using WorkerState = ScaleSim.ReferenceProtocol.Workers.WorkerState;

namespace ScaleSim.Simulator.Tests.Reference;

/// <summary>
/// A reference system without processes, on a clock, that does everything right but one thing: each check must pass
/// without the fault and fail with it.
/// </summary>
internal sealed class InMemoryReference(ClusterPlan plan, TimeProvider time, Fault fault) : IReferenceAccess
{
    public const int LostAfterMs = 5000;
    public const long CapacityBytes = 1 << 20;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<InMemoryBlock>> _files = [];
    private readonly InMemoryWorker[] _workers =
        [.. plan.Workers.Select(worker => new InMemoryWorker(worker, time.GetTimestamp()))];

    private DateTimeOffset _startedAt = time.GetUtcNow();
    private long _nextBlock;
    private int _sessions;

    public IReadOnlyList<InMemoryWorker> Workers => _workers;

    public IReadOnlyCollection<string> Paths
    {
        get
        {
            lock (_lock)
            {
                return [.. _files.Keys];
            }
        }
    }

    /// <summary>What an engine does to the workers.</summary>
    public void Act(WorkerAction action, IEnumerable<int> indexes)
    {
        lock (_lock)
        {
            foreach (InMemoryWorker worker in indexes.Select(index => _workers[index - 1]))
            {
                worker.Runs = action != WorkerAction.Kill;
                worker.Since = time.GetTimestamp();
                if (action == WorkerAction.Start)
                {
                    worker.Starts++;
                    worker.Session = string.Create(CultureInfo.InvariantCulture, $"s{++_sessions}");
                    if (fault != Fault.LastingRamdisk)
                    {
                        worker.Blocks.Clear();
                    }
                }
            }
        }
    }

    public void RestartMaster()
    {
        lock (_lock)
        {
            if (fault == Fault.NoRestart)
            {
                return;
            }

            _startedAt = time.GetUtcNow() + TimeSpan.FromTicks(1);
            if (fault == Fault.ForgetfulMaster)
            {
                _files.Clear();
            }

            _workers[0].StaysAway = fault == Fault.OneStaysAway;
        }
    }

    public Task<MasterStatus> ReadStatusAsync(CancellationToken cancellationToken) => Task.FromResult(new MasterStatus
    {
        Run = plan.Run.Id,
        StartedAt = _startedAt,
        WorkersLive = 0,
        WorkersLost = 0,
        HeartbeatIntervalMs = 1000,
        LostAfterMs = LostAfterMs,
        Files = 0,
        Directories = 1,
        Blocks = 0,
        BlocksUnderReplicated = 0,
        BlocksLost = 0,
        ReplicationsUnderWay = 0,
        Recovering = false,
    });

    public Task<IReadOnlyList<WorkerInfo>> ListWorkersAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<WorkerInfo>>(
                [.. _workers.Where(worker => !worker.StaysAway).Select(Info)]);
        }
    }

    public Task<IReadOnlyList<BlockStatus>> ListBlocksAsync(string path, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Replicate();
            return _files.TryGetValue(path, out List<InMemoryBlock>? blocks)
                ? Task.FromResult<IReadOnlyList<BlockStatus>>([.. blocks.Select(block => Status(path, block))])
                : throw new ReferenceSilentException($"{path} is not there.");
        }
    }

    public Task<ReferenceRefusal?> WriteAsync(
        string path, ReadOnlyMemory<byte> content, int blockSizeBytes, CancellationToken cancellationToken)
    {
        if (fault == Fault.NoWrites)
        {
            return Task.FromResult<ReferenceRefusal?>(new(ErrorCodes.NoSpace, "No worker has room."));
        }

        lock (_lock)
        {
            var blocks = new List<InMemoryBlock>();
            for (int offset = 0; offset < content.Length; offset += blockSizeBytes)
            {
                byte[] bytes = content.Slice(offset, Math.Min(blockSizeBytes, content.Length - offset)).ToArray();
                var block = new InMemoryBlock(++_nextBlock, bytes);
                foreach (InMemoryWorker worker in Place(block.Id, fault == Fault.OneReplica ? 1 : 2))
                {
                    worker.Blocks[block.Id] = bytes;
                }

                blocks.Add(block);
            }

            _files.Add(path, blocks);
        }

        return Task.FromResult<ReferenceRefusal?>(null);
    }

    public Task<ReferenceRead> ReadAsync(string path, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (fault is Fault.HangsOnLoss or Fault.SilentOnLoss && _workers.Any(worker => !worker.Runs))
            {
                return fault == Fault.HangsOnLoss
                    ? HangAsync(cancellationToken)
                    : throw new ReferenceSilentException("The master does not answer.");
            }

            if (!_files.TryGetValue(path, out List<InMemoryBlock>? blocks))
            {
                return Refuse(ErrorCodes.PathNotFound, $"{path} does not exist.");
            }

            var content = new List<byte>();
            foreach (InMemoryBlock block in blocks)
            {
                InMemoryWorker[] holders = [.. HoldersOf(block.Id)];
                if (fault == Fault.NoFailover && _workers.Any(one => !one.Runs && one.Blocks.ContainsKey(block.Id)))
                {
                    return Refuse(null, $"Block {block.Id} of {path} is on a dead worker.");
                }

                if ( holders.FirstOrDefault(holder => holder.Runs) is not { } holder)
                {
                    if (fault != Fault.InventedBytes)
                    {
                        return Refuse(ErrorCodes.BlockLost, fault == Fault.NamelessRefusal
                            ? "No." : $"Block {block.Id} of {path} has no live holder.");
                    }

                    content.AddRange(new byte[block.Bytes.Length]);
                    continue;
                }

                content.AddRange(holder.Blocks[block.Id]);
            }

            byte[] bytes = [.. content];
            bytes[^1] ^= fault == Fault.WrongBytes ? (byte)1 : (byte)0;
            return Task.FromResult(new ReferenceRead(bytes, null));
        }
    }

    private static async Task<ReferenceRead> HangAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        throw new InvalidOperationException("It hangs for ever.");
    }

    public Task<ReferenceRefusal?> DeleteAsync(string path, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            foreach (string found in _files.Keys
                .Where(key => key == path || key.StartsWith(path + "/", StringComparison.Ordinal)).ToArray())
            {
                _files.Remove(found);
            }
        }

        return Task.FromResult<ReferenceRefusal?>(null);
    }

    public Task<WorkerHealth> ReadHealthAsync(WorkerPlan worker, CancellationToken cancellationToken) =>
        Task.FromResult(new WorkerHealth
        {
            Name = worker.Name,
            Index = worker.Index,
            Run = plan.Run.Id,
            Master = plan.Master.Endpoint,
            Registered = true,
            Blocks = Alive(worker).Blocks.Count,
            CapacityBytes = CapacityBytes,
            UsedBytes = fault == Fault.Remnants
                ? Alive(worker).LeakedBytes : Alive(worker).Blocks.Values.Sum(block => (long)block.Length),
        });

    public Task<IReadOnlyList<BlockInfo>> ListBlocksOfAsync(WorkerPlan worker, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<BlockInfo>>(
                [.. Alive(worker).Blocks.Select(pair => new BlockInfo(pair.Key, pair.Value.Length, default))]);
        }
    }

    public Task<ReferenceRefusal?> PutBlockAsync(
        WorkerPlan worker, long id, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            InMemoryWorker target = _workers[worker.Index - 1];
            long used = target.Blocks.Values.Sum(block => (long)block.Length) + target.LeakedBytes;
            if (used + content.Length <= CapacityBytes || fault == Fault.Bottomless)
            {
                target.Blocks[id] = content.ToArray();
                return Task.FromResult<ReferenceRefusal?>(null);
            }

            target.Runs &= fault != Fault.DiesWhenFull;
            target.LeakedBytes += fault == Fault.Remnants ? content.Length : 0;
            if (fault == Fault.CorruptWhenFull)
            {
                target.Blocks.First().Value[0]++;
            }

            return Task.FromResult<ReferenceRefusal?>(fault == Fault.UncleanWhenFull
                ? new(ErrorCodes.Unavailable, "Something went wrong.")
                : new(ErrorCodes.NoSpace, "The ramdisk is full."));
        }
    }

    public Task<ReferenceRead> GetBlockAsync(WorkerPlan worker, long id, CancellationToken cancellationToken) =>
        Task.FromResult(new ReferenceRead([.. Alive(worker).Blocks[id]], null));

    public Task<ReferenceRefusal?> DeleteBlockAsync(WorkerPlan worker, long id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            InMemoryWorker target = _workers[worker.Index - 1];
            if (target.Blocks.Remove(id, out byte[]? bytes) && fault == Fault.NeverEmptied)
            {
                target.LeakedBytes += bytes.Length;
            }
        }

        return Task.FromResult<ReferenceRefusal?>(null);
    }

    public void Dispose()
    {
    }

    private static Task<ReferenceRead> Refuse(string? code, string message) =>
        Task.FromResult(new ReferenceRead(null, new ReferenceRefusal(code, message)));

    private InMemoryWorker Alive(WorkerPlan worker) => _workers[worker.Index - 1].Runs
        ? _workers[worker.Index - 1]
        : throw new ReferenceSilentException($"{worker.Name} does not answer.");

    private bool IsLost(InMemoryWorker worker) => worker.Runs
        ? fault == Fault.NoReturn && worker.Starts > 0
        : fault != Fault.BlindMaster
            && time.GetElapsedTime(worker.Since) > TimeSpan.FromMilliseconds(LostAfterMs);

    private IEnumerable<InMemoryWorker> HoldersOf(long block) =>
        _workers.Where(worker => worker.Blocks.ContainsKey(block) && !IsLost(worker));

    private IEnumerable<InMemoryWorker> Place(long block, int count) => _workers
        .Where(worker => worker.Runs && !worker.Blocks.ContainsKey(block))
        .OrderBy(worker => worker.Blocks.Count)
        .ThenBy(worker => (worker.Plan.Index * 31 + block) % _workers.Length)
        .Take(count);

    private void Replicate()
    {
        if (fault is Fault.NoReplication or Fault.OneReplica)
        {
            return;
        }

        foreach (InMemoryBlock block in _files.Values.SelectMany(blocks => blocks))
        {
            InMemoryWorker[] holders = [.. HoldersOf(block.Id)];
            if (holders.Length > 0)
            {
                foreach (InMemoryWorker worker in Place(block.Id, 2 - holders.Length).ToArray())
                {
                    worker.Blocks[block.Id] = block.Bytes;
                }
            }
        }
    }

    private BlockStatus Status(string path, InMemoryBlock block)
    {
        WorkerLocation[] holders = [.. HoldersOf(block.Id).Select(Location)];
        return new BlockStatus
        {
            Id = block.Id,
            Path = path,
            Index = 0,
            Length = block.Bytes.Length,
            Checksum = new Checksum(0),
            State = holders.Length switch
            {
                0 => BlockState.Lost,
                1 => BlockState.UnderReplicated,
                _ => BlockState.Available,
            },
            Replication = 2,
            Holders = holders,
        };
    }

    private WorkerLocation Location(InMemoryWorker worker) => new(
        worker.Session, worker.Plan.Name, worker.Plan.FullName, plan.NodeOf(worker.Plan).Address.ToString(),
        new WorkerPorts(worker.Plan.PortOf("data"), worker.Plan.PortOf("web")));

    private WorkerInfo Info(InMemoryWorker worker) => new()
    {
        Name = worker.Plan.Name,
        Index = worker.Plan.Index,
        Address = plan.NodeOf(worker.Plan).Address.ToString(),
        Host = worker.Plan.FullName,
        Ports = new WorkerPorts(worker.Plan.PortOf("data"), worker.Plan.PortOf("web")),
        State = IsLost(worker) ? WorkerState.Lost : WorkerState.Live,
        Session = worker.Session,
        Registrations = worker.Starts + 1,
        RegisteredAt = _startedAt,
        LastHeartbeatAt = _startedAt,
        LostAfterMs = LostAfterMs,
        CapacityBytes = CapacityBytes,
        UsedBytes = 0,
        Blocks = worker.Blocks.Count,
    };
}
