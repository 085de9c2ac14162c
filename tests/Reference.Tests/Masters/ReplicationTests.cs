using ScaleSim.ReferenceMaster.Options;
using ScaleSim.ReferenceProtocol.Blocks;
using ScaleSim.ReferenceProtocol.Checksums;
using ScaleSim.ReferenceProtocol.Workers;

namespace ScaleSim.Reference.Tests.Masters;

public class ReplicationTests
{
    private readonly MasterFixture _master = new();

    [Fact]
    public async Task Copy_IsGivenToAWorkerOfAnotherNode_WithTheHolderAsSource()
    {
        var holder = _master.Register(0, address: "198.18.0.2");
        var neighbour = _master.Register(1, address: "198.18.0.2");
        var other = _master.Register(2, address: "198.18.0.3");
        var block = await _master.WriteAsync("/file", [holder]);

        Assert.Empty(_master.Beat(neighbour).Commands);
        var command = Assert.Single(_master.Beat(other).Commands);

        Assert.Equal((WorkerCommandKind.Replicate, block), (command.Kind, command.Block));
        Assert.Equal(["worker-0000"], command.Sources.Select(s => s.Name));
    }

    [Fact]
    public async Task Copy_IsGivenToTheSameNode_WhenThereIsNoOther()
    {
        var holder = _master.Register(0, address: "198.18.0.2");
        var neighbour = _master.Register(1, address: "198.18.0.2");
        await _master.WriteAsync("/file", [holder]);

        Assert.Equal(WorkerCommandKind.Replicate, Assert.Single(_master.Beat(neighbour).Commands).Kind);
    }

    [Fact]
    public async Task Copy_IsGivenOnce_AndMakesTheBlockAvailable()
    {
        var holder = _master.Register(0);
        var first = _master.Register(1);
        var second = _master.Register(2);
        var block = await _master.WriteAsync("/file", [holder]);

        Assert.Single(_master.Beat(first).Commands);
        Assert.Empty(_master.Beat(second).Commands);
        Assert.Equal(BlockState.UnderReplicated, _master.Blocks.Get(block.Id).State);
        _master.Beat(first, added: [block]);

        Assert.Equal(BlockState.Available, _master.Blocks.Get(block.Id).State);
        Assert.Equal(1, _master.Planner.Completed);
        Assert.Equal(0, _master.State.Flights.Count);
    }

    [Fact]
    public async Task Copy_IsGivenToAnother_WhenItFailed()
    {
        var holder = _master.Register(0);
        var first = _master.Register(1);
        var second = _master.Register(2);
        var block = await _master.WriteAsync("/file", [holder]);
        Assert.Single(_master.Beat(first).Commands);

        _master.Beat(first, failed: [block.Id], usedBytes: 16 << 20);

        Assert.Single(_master.Beat(second).Commands);
    }

    [Fact]
    public async Task Copy_IsGivenToAnother_WhenItsWorkerIsSilent()
    {
        var holder = _master.Register(0);
        var first = _master.Register(1);
        await _master.WriteAsync("/file", [holder]);
        Assert.Single(_master.Beat(first).Commands);
        var second = _master.Register(2);

        _master.Time.Advance(TimeSpan.FromSeconds(80));
        _master.Planner.Tidy();

        Assert.Single(_master.Beat(second).Commands);
    }

    [Fact]
    public async Task Copies_AreBounded_PerWorker()
    {
        var holder = _master.Register(0);
        for (var i = 0; i < 20; i++)
        {
            await _master.WriteAsync($"/file-{i}", [holder]);
        }

        var target = _master.Register(1);

        Assert.Equal(2, _master.Beat(target).Commands.Count);
        Assert.Empty(_master.Beat(target).Commands);
        Assert.Equal(2, _master.Beat(_master.Register(2)).Commands.Count);
        Assert.Empty(_master.Beat(_master.Register(3)).Commands);
    }

    [Fact]
    public async Task Surplus_IsDeleted_OnTheNodeThatHasTwo()
    {
        var a = _master.Register(0, address: "198.18.0.2");
        var b = _master.Register(1, address: "198.18.0.2");
        var c = _master.Register(2, address: "198.18.0.3");
        var block = await _master.WriteAsync("/file", [a, b, c]);

        _master.Planner.Tidy();

        var deletes = new[] { a, b }.SelectMany(s => _master.Beat(s).Commands).ToArray();
        Assert.Equal((WorkerCommandKind.Delete, block.Id), (Assert.Single(deletes).Kind, deletes[0].Block!.Id));
        Assert.Empty(_master.Beat(c).Commands);
        Assert.Equal(2, _master.Blocks.Get(block.Id).Holders.Count);
        Assert.Empty(_master.Blocks.Get(block.Id).LastHolders);
    }

    [Fact]
    public async Task Surplus_IsKept_WhenAnotherReplicaIsLostBeforeItIsDeleted()
    {
        var sessions = new[] { _master.Register(0), _master.Register(1), _master.Register(2) };
        var block = await _master.WriteAsync("/file", sessions);
        _master.Planner.Tidy();
        var left = _master.Blocks.Get(block.Id).Holders.Select(h => h.Session).ToArray();
        var surplus = sessions.Except(left).Single();

        _master.Beat(left[0], removed: [block.Id]);
        var commands = _master.Beat(surplus).Commands;

        Assert.Empty(commands);
        var holders = _master.Blocks.Get(block.Id).Holders.Select(h => h.Session);
        Assert.Equal(new[] { left[1], surplus }.Order(), holders.Order());
    }

    [Fact]
    public async Task DeletedFile_IsDeletedByItsHolders_UntilTheySaySo()
    {
        var a = _master.Register(0);
        var b = _master.Register(1);
        var block = await _master.WriteAsync("/file", [a, b]);

        await _master.Files.DeleteAsync(ReferenceMaster.Files.PathName.Parse("/file"), recursive: false);

        Assert.Equal(WorkerCommandKind.Delete, Assert.Single(_master.Beat(a).Commands).Kind);
        Assert.Equal(WorkerCommandKind.Delete, Assert.Single(_master.Beat(a).Commands).Kind);
        Assert.Empty(_master.Beat(a, removed: [block.Id]).Commands);
    }

    [Fact]
    public void Stranger_IsDeleted_AfterATime()
    {
        var stranger = new BlockInfo(4711, 10, new Checksum(1));
        var session = _master.Register(0, blocks: stranger);

        Assert.Empty(_master.Beat(session).Commands);
        _master.Time.Advance(new MasterTimings().StrangerTime + TimeSpan.FromSeconds(1));

        var command = Assert.Single(_master.Beat(session).Commands);
        Assert.Equal((WorkerCommandKind.Delete, 4711), (command.Kind, command.Block!.Id));
    }

    [Fact]
    public async Task OtherBlockOfTheSameNumber_IsNoReplica_AndIsDeleted()
    {
        var a = _master.Register(0);
        var block = await _master.WriteAsync("/file", [a], replication: 1);

        var b = _master.Register(1, blocks: block with { Checksum = new Checksum(8) });

        Assert.Equal([a], _master.Blocks.Get(block.Id).Holders.Select(h => h.Session));
        Assert.Equal(WorkerCommandKind.Delete, Assert.Single(_master.Beat(b).Commands).Kind);
    }

    [Fact]
    public async Task Block_IsLost_WithItsLastHoldersNamed()
    {
        var a = _master.Register(0);
        var b = _master.Register(1);
        var block = await _master.WriteAsync("/dir/file", [a, b]);

        _master.Beat(a, removed: [block.Id]);
        _master.Beat(b, removed: [block.Id]);

        var status = _master.Blocks.Get(block.Id);
        Assert.Equal((BlockState.Lost, "/dir/file"), (status.State, status.Path));
        Assert.Equal(["worker-0001", "worker-0000"], status.LastHolders);
    }

    [Fact]
    public async Task Holder_IsAdded_WhenItReportsBeforeTheClientCommits()
    {
        var a = _master.Register(0);
        var b = _master.Register(1);
        var ticket = await _master.Writes.CreateAsync(ReferenceMaster.Files.PathName.Parse("/file"), new());
        var allocation = await _master.Writes.AllocateAsync(ticket.Id, new() { Length = 100 });
        var info = new BlockInfo(allocation.BlockId, 100, new Checksum(7));

        _master.Beat(b, added: [info]);
        _master.Writes.Commit(ticket.Id, info.Id, new(100, info.Checksum, [a]));

        Assert.Equal(2, _master.Blocks.Get(info.Id).Holders.Count);
    }

    [Fact]
    public async Task Commit_IsRefused_WhenNobodyWhoConfirmedItIsLive()
    {
        var session = _master.Register(0);
        var ticket = await _master.Writes.CreateAsync(ReferenceMaster.Files.PathName.Parse("/file"), new());
        var allocation = await _master.Writes.AllocateAsync(ticket.Id, new() { Length = 100 });
        _master.Register(0);

        var refusal = Assert.Throws<ReferenceMaster.Errors.MasterException>(
            () => _master.Writes.Commit(ticket.Id, allocation.BlockId, new(100, new Checksum(7), [session])));

        Assert.Equal("write-mismatch", MasterFixture.CodeOf(refusal));
        Assert.Contains("/file", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_IsGivenUp_WhenItsWriterIsSilent()
    {
        var session = _master.Register(0);
        var path = ReferenceMaster.Files.PathName.Parse("/file");
        var ticket = await _master.Writes.CreateAsync(path, new());
        await _master.Writes.AllocateAsync(ticket.Id, new() { Length = 100 });

        _master.Time.Advance(new MasterTimings().WriteTime - TimeSpan.FromSeconds(1));
        _master.Writes.Sweep();
        Assert.Equal(1, _master.State.Writes.Count);
        _master.Time.Advance(TimeSpan.FromSeconds(2));
        _master.Writes.Sweep();

        Assert.Equal((0, 0), (_master.State.Writes.Count, _master.State.Blocks.Count));
        Assert.Equal(WorkerCommandKind.Delete, Assert.Single(_master.Beat(session).Commands).Kind);
        await _master.Writes.CreateAsync(path, new());
    }
}
