using ScaleSim.ReferenceMaster.Blocks;
using ScaleSim.ReferenceMaster.Files;
using ScaleSim.ReferenceMaster.Journals;

namespace ScaleSim.ReferenceMaster;

/// <summary>Files, directories and blocks: what the journal makes last. Requests and the journal change it through the
/// same <see cref="Apply"/>, so that what is replayed is what was. Guarded by the lock of the
/// <see cref="MasterState"/>.</summary>
internal sealed class Metadata(DateTimeOffset createdAt)
{
    /// <summary>Numbers are reserved in the journal by so many at a time.</summary>
    private const int ReservedAtOnce = 10_000;

    private long _lastId;
    private long _reservedId;

    public NamespaceTree Tree { get; } = new(createdAt);

    public BlockTable Blocks { get; } = new();

    /// <summary>A number that was never used and never will be, for a file or a block.</summary>
    /// <param name="reserve">A record to append to the journal before the number is used, or null.</param>
    public long NextId(out ReserveRecord? reserve)
    {
        reserve = null;
        if (++_lastId > _reservedId)
        {
            reserve = new ReserveRecord(_lastId + ReservedAtOnce);
            Apply(reserve);
        }

        return _lastId;
    }

    /// <summary>Goes on after all numbers that an earlier life may have used.</summary>
    public void SkipReservedIds() => _lastId = _reservedId;

    /// <summary>Makes a change that was found to be possible.</summary>
    public void Apply(JournalRecord record)
    {
        switch (record)
        {
            case BeginRecord:
                break;
            case ReserveRecord reserve:
                _reservedId = reserve.Id;
                break;
            case MakeDirectoryRecord make:
                Tree.MakeDirectories(PathName.Parse(make.Path), make.At);
                break;
            case AddFileRecord add:
                AddFile(add);
                break;
            case RenameRecord rename:
                Rename(rename);
                break;
            case DeleteRecord delete:
                Delete(Tree.Get(PathName.Parse(delete.Path)), delete.At);
                break;
            default:
                throw new InvalidOperationException($"A record of type {record.GetType().Name} has no meaning here.");
        }
    }

    /// <summary>The records that make all this anew.</summary>
    public IEnumerable<JournalRecord> Snapshot()
    {
        yield return new ReserveRecord(_reservedId);
        foreach (var node in NamespaceTree.Within(Tree.Root))
        {
            if (node is FileNode file)
            {
                var blocks = file.Blocks.Select(b => b.Info!).ToArray();
                yield return new AddFileRecord(
                    file.Path, file.Id, file.Replication, file.BlockSizeBytes, blocks, file.CreatedAt, file.ModifiedAt);
            }
            else if (node.Parent is not null)
            {
                yield return new MakeDirectoryRecord(node.Path, node.CreatedAt);
            }
        }
    }

    private void AddFile(AddFileRecord add)
    {
        var path = PathName.Parse(add.Path);
        if (Tree.Find(path) is { } replaced)
        {
            Delete(replaced, add.At);
        }

        var file = new FileNode
        {
            Name = path.Name,
            Id = add.Id,
            Replication = add.Replication,
            BlockSizeBytes = add.BlockSizeBytes,
            CreatedAt = add.CreatedAt,
            ModifiedAt = add.At,
        };
        Tree.Add(Tree.GetDirectory(path.Parent), file, add.At);
        file.Blocks = [.. add.Blocks.Select((info, index) => Adopt(file, info, index))];
    }

    private BlockRecord Adopt(FileNode file, ReferenceProtocol.Blocks.BlockInfo info, int index)
    {
        var block = Blocks.GetOrAdd(info.Id);
        block.File = file;
        block.Info = info;
        block.Index = index;
        block.Replication = file.Replication;
        Blocks.Review(block);
        return block;
    }

    private void Rename(RenameRecord rename)
    {
        var node = Tree.Get(PathName.Parse(rename.From));
        var to = PathName.Parse(rename.To);
        if (Tree.Find(to) is { } replaced)
        {
            Delete(replaced, rename.At);
        }

        Tree.Remove(node, rename.At);
        node.Name = to.Name;
        Tree.Add(Tree.GetDirectory(to.Parent), node, rename.At);
    }

    private void Delete(Node node, DateTimeOffset at)
    {
        Tree.Remove(node, at);
        foreach (var block in NamespaceTree.FilesIn(node).SelectMany(f => f.Blocks))
        {
            Blocks.Drop(block);
        }
    }
}
