using ScaleSim.Core.HostPrograms.Files;

namespace ScaleSim.Core.HostPrograms;

/// <summary>Adds the programs that scripts name in their first line.</summary>
internal sealed class ScriptInterpreters(ImageDraft draft)
{
    // PATH of a container whose image says nothing else.
    private static readonly string[] SearchPath =
        ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];

    /// <summary>The programs that have to be looked at next, in the image already or just added.</summary>
    public IReadOnlyList<ExaminedFile> Add(ExaminedFile script, FileHead head)
    {
        if (Shebang.Parse(head.Bytes) is not { } line)
        {
            return [];
        }

        if (!line.Interpreter.StartsWith('/') || line.Command is "")
        {
            Miss(script, line.Interpreter, "it has to name an absolute path, and a program where that is env");
            return [];
        }

        var added = new List<ExaminedFile>();
        AddProgram(script, line.Interpreter, added);
        if (line.Command is { } command)
        {
            IEnumerable<string> places = command.Contains('/')
                ? [command]
                : SearchPath.Select(directory => $"{directory}/{command}");
            AddProgram(script, places.FirstOrDefault(IsThere) ?? command, added);
        }

        return added;
    }

    private void AddProgram(ExaminedFile script, string path, List<ExaminedFile> added)
    {
        if (!path.StartsWith('/'))
        {
            Miss(script, path, $"env looks for it in {string.Join(':', SearchPath)}");
            return;
        }

        HostFile? present = draft.Find(draft.PlaceOf(path));
        if (present is { Kind: HostFileKind.SourceFile })
        {
            added.Add(script with { HostPath = present.SourcePath, ImagePath = present.Path, IsListed = false });
        }
        else if (PathWalker.Resolve(draft.Tree, path) is { Status.Kind: PathKind.File } found)
        {
            string place = draft.AddHostPath(path, DraftRank.Needed, EntryAttributes.None, script.Source) ?? found.Path;
            added.Add(script with { HostPath = found.Path, ImagePath = place, IsListed = false });
        }
        else if (present is null)
        {
            Miss(script, path, "there is no such file on this machine");
        }
    }

    private bool IsThere(string path)
    {
        try
        {
            return draft.Find(draft.PlaceOf(path)) is { Kind: HostFileKind.SourceFile }
                || (PathWalker.Resolve(draft.Tree, path) is { Status: { Kind: PathKind.File } status }
                    && (status.Mode & ModeText.AnyExecute) != 0);
        }
        catch (Exception exception) when (FileErrors.Are(exception))
        {
            return false;
        }
    }

    private void Miss(ExaminedFile script, string name, string why)
    {
        string hint = name.EndsWith('\r') ? "; its first line ends with a carriage return" : "";
        if (script.IsProgram)
        {
            draft.Errors.Wrong(
                $"Script '{script.HostPath}' asks for '{name}', which was not found",
                why + hint,
                "Install it, list it with that path as its target, or correct the script's first line");
        }
        else
        {
            draft.Note($"Script '{script.HostPath}' can't run in the image: '{name}' was not found{hint}.");
        }
    }
}
