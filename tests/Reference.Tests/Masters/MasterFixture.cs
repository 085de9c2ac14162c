using Microsoft.Extensions.Logging.Abstractions;
using ScaleSim.Reference.Tests.Clusters;
using ScaleSim.ReferenceMaster;
using ScaleSim.ReferenceMaster.Blocks;
using ScaleSim.ReferenceMaster.Errors;
using ScaleSim.ReferenceMaster.Files;
using ScaleSim.ReferenceMaster.Journals;
using ScaleSim.ReferenceMaster.Options;
using ScaleSim.ReferenceMaster.Replication;
using ScaleSim.ReferenceMaster.Workers;
using ScaleSim.ReferenceProtocol.Blocks;
using ScaleSim.ReferenceProtocol.Checksums;
using ScaleSim.ReferenceProtocol.Files;
using ScaleSim.ReferenceProtocol.Workers;

namespace ScaleSim.Reference.Tests.Masters;

/// <summary>A master without a network, on a clock that stands still.</summary>
internal sealed class MasterFixture
{
    public const string Run = "run-1";

    public MasterFixture(MasterOptions? options = null, Metadata? metadata = null)
    {
        options ??= new MasterOptions { Run = Run };
        State = new MasterState(options, Time, metadata ?? new Metadata(Time.GetUtcNow()), new NoJournal());
        Planner = new ReplicationPlanner(State);
        var reports = new BlockReports(State, Planner, NullLogger.Instance);
        Workers = new WorkerService(State, reports, Planner, NullLogger.Instance);
        Blocks = new BlockService(State);
        Files = new FileService(State, Blocks);
        Writes = new WriteService(State, Files);
    }

    public ManualTime Time { get; } = new();

    public MasterState State { get; }

    public ReplicationPlanner Planner { get; }

    public WorkerService Workers { get; }

    public BlockService Blocks { get; }

    public FileService Files { get; }

    public WriteService Writes { get; }

    /// <summary>Registers a worker and returns its session.</summary>
    public string Register(
        int index,
        string? name = null,
        string? address = null,
        long capacityBytes = 16 << 20,
        long usedBytes = 0,
        int? dataPort = null,
        string run = Run,
        params BlockInfo[] blocks)
    {
        name ??= $"worker-{index:0000}";
        address ??= $"198.18.0.{index + 2}";
        var lease = Workers.Lease(new LeaseRequest(run, name, address));
        return Workers.Register(new RegisterRequest
        {
            Lease = lease.Lease,
            Run = run,
            Name = name,
            Index = index,
            Address = address,
            Host = $"{name}.test",
            Ports = new WorkerPorts(dataPort ?? 20_000 + (2 * index), 20_001 + (2 * index)),
            CapacityBytes = capacityBytes,
            UsedBytes = usedBytes,
            Blocks = blocks,
        }).Session;
    }

    public HeartbeatResponse Beat(
        string session,
        BlockInfo[]? added = null,
        long[]? removed = null,
        long[]? failed = null,
        long usedBytes = 0) =>
        Workers.Heartbeat(new HeartbeatRequest
        {
            Session = session,
            CapacityBytes = 16 << 20,
            UsedBytes = usedBytes,
            Added = added ?? [],
            Removed = removed ?? [],
            Failed = [.. (failed ?? []).Select(id => new ReplicationFailure(id, "test"))],
        });

    /// <summary>Writes a file of one block that the given sessions hold.</summary>
    public async Task<BlockInfo> WriteAsync(string path, string[] holders, int replication = 2)
    {
        var ticket = await Writes.CreateAsync(PathName.Parse(path), new CreateRequest { Replication = replication });
        var allocation = await Writes.AllocateAsync(ticket.Id, new AllocateRequest { Length = 100 });
        var info = new BlockInfo(allocation.BlockId, 100, new Checksum(7));
        Writes.Commit(ticket.Id, info.Id, new CommitRequest(100, info.Checksum, holders));
        await Writes.CompleteAsync(ticket.Id, new CompleteRequest(100));
        return info;
    }

    public static string CodeOf(MasterException exception) => exception.Error.Code;
}
