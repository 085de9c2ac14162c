using ScaleSim.ReferenceMaster.Blocks;
using ScaleSim.ReferenceMaster.Errors;
using ScaleSim.ReferenceMaster.Journals;
using ScaleSim.ReferenceProtocol.Files;

namespace ScaleSim.ReferenceMaster.Files;

/// <summary>Files and directories: looked at, listed, moved and deleted.</summary>
internal sealed class FileService(MasterState state, BlockService blocks)
{
    /// <summary>How many entries one listing has at most, and if nobody says.</summary>
    public const int ListedMax = 1000;

    /// <summary>What is at a path.</summary>
    public EntryStatus Get(PathName path)
    {
        lock (state.Gate)
        {
            return Describe(state.Metadata.Tree.Get(path), withBlocks: true);
        }
    }

    /// <summary>A part of a directory, in the order of the names.</summary>
    public DirectoryListing List(PathName path, string? after, int limit)
    {
        lock (state.Gate)
        {
            var nodes = state.Metadata.Tree.GetDirectory(path).NodesAfter(after).Take(limit + 1).ToList();
            var shown = nodes.Take(limit).Select(n => Describe(n, withBlocks: false)).ToArray();
            return new DirectoryListing(path.ToString(), shown, nodes.Count > limit ? nodes[limit - 1].Name : null);
        }
    }

    /// <summary>Makes a directory and those that it is in; one that exists is fine.</summary>
    public async Task<EntryStatus> MakeDirectoryAsync(PathName path)
    {
        Task durable;
        EntryStatus status;
        lock (state.Gate)
        {
            durable = MakeDirectoriesLocked(path);
            status = Describe(state.Metadata.Tree.Get(path), withBlocks: false);
        }

        await durable;
        return status;
    }

    /// <summary>Makes the directories of a path; called under the lock.</summary>
    public Task MakeDirectoriesLocked(PathName path)
    {
        if (state.Metadata.Tree.Find(path) is { } node)
        {
            return node is DirectoryNode ? Task.CompletedTask : throw Refuse.NotDirectory(path.ToString());
        }

        state.Metadata.Tree.RefuseFileOnTheWay(path);
        return Change(new MakeDirectoryRecord(path.ToString(), state.Time.GetUtcNow()));
    }

    /// <summary>Moves a file or a directory.</summary>
    public Task RenameAsync(PathName from, PathName to, bool overwrite)
    {
        lock (state.Gate)
        {
            var node = state.Metadata.Tree.Get(from);
            RefuseMove(node, from, to, overwrite);
            return from.ToString() == to.ToString()
                ? Task.CompletedTask
                : Change(new RenameRecord(from.ToString(), to.ToString(), state.Time.GetUtcNow()));
        }
    }

    /// <summary>Deletes a file or a directory.</summary>
    public Task DeleteAsync(PathName path, bool recursive)
    {
        lock (state.Gate)
        {
            var node = state.Metadata.Tree.Get(path);
            if (path.IsRoot)
            {
                throw Refuse.Bad("/", "The root can't be deleted. Everything is in it. Delete what is in it instead.");
            }

            if (node is DirectoryNode { Count: > 0 } directory && !recursive)
            {
                throw Refuse.NotEmpty(path.ToString(), directory.Count);
            }

            return Change(new DeleteRecord(path.ToString(), state.Time.GetUtcNow()));
        }
    }

    /// <summary>The status of a node; called under the lock.</summary>
    public EntryStatus Describe(Node node, bool withBlocks)
    {
        var file = node as FileNode;
        return new EntryStatus
        {
            Path = node.Path,
            Kind = file is null ? EntryKind.Directory : EntryKind.File,
            CreatedAt = node.CreatedAt,
            ModifiedAt = node.ModifiedAt,
            Id = file?.Id,
            Length = file?.Length,
            Replication = file?.Replication,
            BlockSizeBytes = file?.BlockSizeBytes,
            Blocks = withBlocks ? file?.Blocks.Select(blocks.Describe).ToArray() : null,
            Entries = (node as DirectoryNode)?.Count,
        };
    }

    private void RefuseMove(Node node, PathName from, PathName to, bool overwrite)
    {
        if (from.IsRoot || (to.IsWithin(from) && from.ToString() != to.ToString()))
        {
            throw Refuse.Bad(from.ToString(), $"{from} can't be moved to {to}. A directory can't be in itself. "
                + "Choose a path outside of it.");
        }

        state.Metadata.Tree.RefuseFileOnTheWay(to);
        state.Metadata.Tree.GetDirectory(to.Parent);
        var replaced = state.Metadata.Tree.Find(to);
        if (replaced is null || replaced == node)
        {
            return;
        }

        if (!overwrite)
        {
            throw Refuse.Exists(to.ToString());
        }

        if (replaced is DirectoryNode || node is DirectoryNode)
        {
            throw replaced is DirectoryNode ? Refuse.IsDirectory(to.ToString()) : Refuse.NotDirectory(to.ToString());
        }
    }

    private Task Change(JournalRecord record)
    {
        state.Metadata.Apply(record);
        return state.Journal.Append(record);
    }
}
