using ScaleSim.Core.HostPrograms.Files;

namespace ScaleSim.Core.HostPrograms;

/// <summary>Copies directories with all that is in them. Links are kept, and never followed to walk.</summary>
/// <param name="examined">Gets each file that may need others to run.</param>
internal sealed class TreeCopier(
    ImageDraft draft, ICollection<ExaminedFile> examined, CancellationToken cancellationToken)
{
    public void Copy(TreeCopy copy)
    {
        var waiting = new Stack<string>([copy.HostRoot]);
        while (!draft.IsFull && waiting.TryPop(out string? directory))
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                CopyDirectory(copy, directory, waiting);
            }
            catch (Exception exception) when (FileErrors.Are(exception))
            {
                Unreadable(copy, directory, exception);
            }
        }
    }

    private void CopyDirectory(TreeCopy copy, string directory, Stack<string> waiting)
    {
        string place = draft.Follow(PlaceIn(copy, directory));
        if (draft.Tree.Find(directory) is not { Kind: PathKind.Directory } status)
        {
            return;
        }

        bool isRoot = directory == copy.HostRoot;
        var entry = new HostFile(place, HostFileKind.Directory)
        {
            Mode = (isRoot ? copy.Attributes.Mode : null) ?? status.Mode,
            Uid = copy.Attributes.Uid,
            Gid = copy.Attributes.Gid,
        };
        draft.Add(entry, isRoot ? DraftRank.Listed : DraftRank.InDirectory, copy.Source);
        foreach (string name in draft.Tree.List(directory))
        {
            if (draft.IsFull)
            {
                return;
            }

            string path = PathWalker.Join(directory, name);
            try
            {
                CopyEntry(copy, path, PathWalker.Join(place, name), waiting);
            }
            catch (Exception exception) when (FileErrors.Are(exception))
            {
                Unreadable(copy, path, exception);
            }
        }
    }

    private void CopyEntry(TreeCopy copy, string path, string place, Stack<string> waiting)
    {
        PathStatus? status = draft.Tree.Find(path);
        switch (status?.Kind)
        {
            case PathKind.Directory:
                waiting.Push(path);
                break;
            case PathKind.SymbolicLink:
                CopyLink(copy, path, place, status.LinkTarget);
                break;
            case PathKind.File:
                CopyFile(copy, path, place, status);
                break;
            case PathKind.Special:
                draft.Note($"'{path}' is left out: it is a socket, a pipe or a device.");
                break;
            default:
                draft.Note($"'{path}' is left out: it went away while it was read, or its name is no UTF-8.");
                break;
        }
    }

    private void CopyFile(TreeCopy copy, string path, string place, PathStatus status)
    {
        FileHead head = FileHead.Read(draft.Tree, path);
        HostFile file = ImageDraft.Copy(place, path, status, copy.Attributes.Below);
        draft.Add(file, DraftRank.InDirectory, copy.Source);
        if (head.IsElf || (head.IsScript && (file.Mode & ModeText.AnyExecute) != 0))
        {
            examined.Add(new ExaminedFile(path, place, copy.Source, IsProgram: false, file.Mode));
        }
    }

    /// <summary>
    /// A link within the directory stays as it is, and leads to the same copy. One that leads out of it gets its target
    /// too where that is a file; where the directory is put elsewhere, the link is made absolute, to lead there still.
    /// </summary>
    private void CopyLink(TreeCopy copy, string path, string place, string target)
    {
        string directory = PathWalker.DirectoryOf(path);
        string text = copy.HostRoot == copy.ImageRoot ? target : Moved(copy, directory, target);
        draft.Add(
            new HostFile(place, HostFileKind.SymbolicLink) { LinkTarget = text }, DraftRank.InDirectory, copy.Source);
        string direct = copy.HostRoot == copy.ImageRoot ? PathWalker.Target(directory, target) : Normal(
            PathWalker.Target(directory, target));
        ResolvedPath? leadsTo = PathWalker.Resolve(draft.Tree, path);
        bool staysInside = leadsTo is not null
            && PathWalker.IsIn(leadsTo.Path, copy.HostRoot)
            && PathWalker.IsIn(Normal(direct), copy.HostRoot);
        if (leadsTo is null || staysInside)
        {
            return;
        }

        switch (leadsTo.Status.Kind)
        {
            case PathKind.File:
                AddTarget(copy, direct, leadsTo);
                break;
            case PathKind.Directory:
                draft.AddHostPath(direct, DraftRank.Needed, EntryAttributes.None, copy.Source);
                draft.ExpectBelow(path, leadsTo.Path);
                break;
            default:
                draft.Note($"'{path}' leads to '{leadsTo.Path}', which is left out: it is no file.");
                break;
        }
    }

    private void AddTarget(TreeCopy copy, string direct, ResolvedPath leadsTo)
    {
        FileHead head = FileHead.Read(draft.Tree, leadsTo.Path);
        string? place = draft.AddHostPath(direct, DraftRank.Needed, EntryAttributes.None, copy.Source);
        if (place is not null && (head.IsElf || head.IsScript))
        {
            examined.Add(
                new ExaminedFile(leadsTo.Path, place, copy.Source, IsProgram: false, leadsTo.Status.Mode));
        }
    }

    /// <summary>What a link has to hold in a directory that is elsewhere in the image than on this machine.</summary>
    private static string Moved(TreeCopy copy, string directory, string target)
    {
        string direct = Normal(PathWalker.Target(directory, target));
        if (!PathWalker.IsIn(direct, copy.HostRoot))
        {
            return direct;
        }

        int depth = directory[copy.HostRoot.Length..].Count(character => character == '/');
        int climbs = target.Split('/').Count(part => part == "..");
        return target.StartsWith('/') || climbs > depth ? PlaceIn(copy, direct) : target;
    }

    private static string PlaceIn(TreeCopy copy, string hostPath)
    {
        string below = hostPath[copy.HostRoot.Length..];
        string root = copy.ImageRoot == "/" ? "" : copy.ImageRoot;
        return root + below is { Length: > 0 } place ? place : "/";
    }

    /// <summary>Without <c>.</c> and <c>..</c>, by the text alone.</summary>
    private static string Normal(string path) => PathWalker.Follow(path, _ => null);

    private void Unreadable(TreeCopy copy, string path, Exception exception) => draft.Errors.Wrong(
        exception is LinkLoopException
            ? $"Symbolic link '{path}' in '{copy.Source}' leads round in a circle"
            : $"Path '{path}' in '{copy.Source}' can't be read",
        FileErrors.Reason(exception),
        "Remove it, list what you need of the directory one by one, or run ScaleSim as a user who may read it");
}
