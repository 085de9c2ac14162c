using ScaleSim.Core.HostPrograms.Files;

namespace ScaleSim.Core.HostPrograms;

/// <summary>Puts what the user has listed into the image.</summary>
internal sealed class EntryPlacer(
    ImageDraft draft, AccountFiles accounts, ICollection<ExaminedFile> examined, CancellationToken cancellationToken)
{
    private readonly TreeCopier _trees = new(draft, examined, cancellationToken);

    public void Place(HostEntrySpec entry, bool isProgram)
    {
        if (!EntryRules.Validate(entry, draft.Errors) || !TryAttributes(entry, out EntryAttributes attributes))
        {
            return;
        }

        try
        {
            if (PathWalker.Resolve(draft.Tree, entry.Source) is { } found)
            {
                PlaceFound(entry, found, attributes, isProgram);
            }
            else
            {
                Missing(entry);
            }
        }
        catch (LinkLoopException exception)
        {
            draft.Errors.Wrong(
                $"Source '{entry.Source}' leads nowhere",
                FileErrors.Reason(exception),
                "Mend the links, or list what they should lead to");
        }
        catch (Exception exception) when (FileErrors.Are(exception))
        {
            draft.Errors.Wrong(
                $"Source '{entry.Source}' can't be read",
                FileErrors.Reason(exception),
                "Make it readable (chmod a+r), or run ScaleSim as a user who may read it");
        }
    }

    private void PlaceFound(HostEntrySpec entry, ResolvedPath found, EntryAttributes attributes, bool isProgram)
    {
        switch (found.Status.Kind)
        {
            case var _ when EntryRules.ExplainSource(found.Path) is { } why:
                draft.Errors.Wrong(
                    $"Source '{entry.Source}' leads to '{found.Path}', which can't be copied",
                    why,
                    "List the programs and directories that workers need");
                break;
            case PathKind.File:
                PlaceFile(entry, found, attributes, isProgram);
                break;
            case PathKind.Directory when !isProgram:
                PlaceDirectory(entry, found, attributes);
                break;
            case PathKind.Directory:
                draft.Errors.Wrong(
                    $"Program '{entry.Source}' is a directory",
                    "a program is one file",
                    "List the directory under files, and name the program in it");
                break;
            default:
                draft.Errors.Wrong(
                    $"Source '{entry.Source}' is a socket, a pipe or a device",
                    "an image holds files, directories and symbolic links",
                    "Take it off the list");
                break;
        }
    }

    private void PlaceDirectory(HostEntrySpec entry, ResolvedPath found, EntryAttributes attributes)
    {
        string place;
        if (entry.Target is null)
        {
            draft.AddHostPath(entry.Source, DraftRank.Listed, attributes, entry.Source);
            place = found.Path;
        }
        else
        {
            place = draft.Follow(entry.Target);
        }

        _trees.Copy(new TreeCopy(entry.Source, found.Path, place, attributes));
    }

    private void PlaceFile(HostEntrySpec entry, ResolvedPath found, EntryAttributes attributes, bool isProgram)
    {
        FileHead head = FileHead.Read(draft.Tree, found.Path);
        UnixFileMode mode = attributes.Mode ?? found.Status.Mode;
        if (isProgram && !IsRunnable(entry, head, mode))
        {
            return;
        }

        string place;
        if (entry.Target is { } target)
        {
            string full = target.EndsWith('/') ? target + PathWalker.NameOf(entry.Source) : target;
            place = draft.PlaceOf(full);
            draft.Add(
                ImageDraft.Copy(place, found.Path, found.Status, attributes), DraftRank.Listed, entry.Source);
        }
        else
        {
            place = draft.AddHostPath(entry.Source, DraftRank.Listed, attributes, entry.Source) ?? found.Path;
        }

        if (head.IsElf || (head.IsScript && (mode & ModeText.AnyExecute) != 0))
        {
            examined.Add(
                new ExaminedFile(found.Path, place, entry.Source, isProgram, mode) { IsListed = true });
        }
    }

    private bool IsRunnable(HostEntrySpec entry, FileHead head, UnixFileMode mode)
    {
        if (!head.IsElf && !head.IsScript)
        {
            draft.Errors.Wrong(
                $"Program '{entry.Source}' is none",
                $"its first bytes are {Show(head.Bytes)}, neither those of an ELF file nor '#!'",
                "List it under files if it is data; give a script a first line such as #!/bin/sh");
            return false;
        }

        if ((mode & ModeText.AnyExecute) == 0)
        {
            draft.Errors.Wrong(
                $"Program '{entry.Source}' has the mode {ModeText.Format(mode)}",
                "nobody may execute it",
                $"Run chmod a+x {entry.Source}, or give the entry the mode 0755");
            return false;
        }

        return true;
    }

    private bool TryAttributes(HostEntrySpec entry, out EntryAttributes attributes)
    {
        attributes = EntryAttributes.None with { Mode = entry.Mode is null ? null : ModeText.Parse(entry.Mode) };
        if (entry.Owner is null)
        {
            return true;
        }

        if (accounts.FindOwner(entry.Owner) is not (int uid, int gid))
        {
            draft.Errors.Wrong(
                $"Owner '{entry.Owner}' of '{entry.Source}' is not known",
                "it is neither a number nor a name in this machine's /etc/passwd and /etc/group",
                "Write user, user:group or numbers such as 1000:1000");
            return false;
        }

        attributes = attributes with { Uid = uid, Gid = gid };
        return true;
    }

    private void Missing(HostEntrySpec entry)
    {
        bool isLink = draft.Tree.Find(entry.Source) is { Kind: PathKind.SymbolicLink };
        string directory = PathWalker.DirectoryOf(entry.Source.TrimEnd('/'));
        bool hasDirectory = PathWalker.Resolve(draft.Tree, directory) is not null;
        string why = isLink
            ? "it is a symbolic link to something that is not there"
            : $"its directory '{directory}' {(hasDirectory ? "is there and has no such name" : "is missing as well")}";
        draft.Errors.Wrong(
            $"Source '{entry.Source}' does not exist on this machine",
            why,
            "Correct the path, build it, or install the package that has it");
    }

    /// <summary>Such as <c>4d 5a 90 00</c>.</summary>
    private static string Show(ReadOnlySpan<byte> bytes) => bytes.IsEmpty
        ? "none, for it is empty"
        : string.Join(' ', bytes[..Math.Min(4, bytes.Length)].ToArray().Select(value => value.ToString("x2", null)));
}
