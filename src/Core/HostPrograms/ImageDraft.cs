using ScaleSim.Core.HostPrograms.Files;
using ScaleSim.Core.Planning;

namespace ScaleSim.Core.HostPrograms;

/// <summary>
/// The tree of an image while it grows. It is laid out like this machine: where a directory here is a symbolic link
/// (<c>/lib</c> is <c>usr/lib</c>), so it is in the image, and what is put below it goes where the link leads.
/// </summary>
internal sealed class ImageDraft(IHostTree tree, HostImageRequest spec, PlanErrors errors)
{
    private const int NotesMax = 50;

    private readonly Dictionary<string, DraftEntry> _entries = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _notes = new(StringComparer.Ordinal);
    private readonly List<(string Link, string Directory)> _expected = [];
    private long _bytes;
    private int _unsaidNotes;

    public IHostTree Tree => tree;

    public PlanErrors Errors => errors;

    /// <value>Whether a limit is passed; the first entry beyond it has made the error.</value>
    public bool IsFull { get; private set; }

    public IReadOnlyList<string> Notes => _unsaidNotes == 0
        ? [.. _notes]
        : [.. _notes, $"There are {_unsaidNotes} more notes like these."];

    public void Note(string text)
    {
        // Names of files may hold anything; a note is one line, and no terminal's command.
        string sentence = string.Concat(text.Select(letter => char.IsControl(letter) ? '\uFFFD' : letter));
        if (_notes.Count < NotesMax)
        {
            _notes.Add(sentence);
        }
        else if (!_notes.Contains(sentence))
        {
            _unsaidNotes++;
        }
    }

    /// <summary>What the image has at a path whose parents are no links; null where it has nothing yet.</summary>
    public HostFile? Find(string place) => _entries.GetValueOrDefault(place)?.File;

    /// <summary>A link that leads to a directory: of no use where the image has nothing in that directory.</summary>
    public void ExpectBelow(string link, string directory) => _expected.Add((link, directory));

    /// <summary>The first file or link of the image that has this name; null where none has.</summary>
    public string? FindName(string name) => _entries.Values
        .Where(entry => entry.File.Kind != HostFileKind.Directory && PathWalker.NameOf(entry.File.Path) == name)
        .Select(entry => entry.File.Path)
        .Min(StringComparer.Ordinal);

    /// <summary>
    /// Where a directory of the image really is. The links on the way are this machine's and become the image's, and so
    /// do directories that <c>..</c> leaves.
    /// </summary>
    /// <exception cref="LinkLoopException">Links lead round in a circle.</exception>
    public string Follow(string directory) => PathWalker.Follow(directory, FindLayout, AddLink, AddEmpty);

    /// <summary>The place of a file in the image: links above it are followed, itself it may be one.</summary>
    public string PlaceOf(string path)
    {
        string name = PathWalker.NameOf(path);
        return name is "" or "." or ".."
            ? Follow(path)
            : PathWalker.Join(Follow(PathWalker.DirectoryOf(path)), name);
    }

    /// <summary>Puts an entry at its path, whose parents are no links.</summary>
    /// <param name="source">What the user has listed, or what needs it: for messages.</param>
    public void Add(HostFile file, DraftRank rank, string source)
    {
        if (file.Path == "/" || !TryReplace(file, rank, source))
        {
            return;
        }

        _entries[file.Path] = new DraftEntry(file, rank, source);
        _bytes += file.Length;
        if (!IsFull && (_entries.Count > spec.FilesMax || _bytes > spec.BytesMax))
        {
            IsFull = true;
            errors.Wrong(
                $"Entry '{source}' makes the image larger than {spec.FilesMax} files or "
                    + ByteSize.Format(spec.BytesMax),
                "every worker's image is kept by the engine, and is read and hashed whole",
                "List the directories in it that the workers need, or raise the limit");
        }
    }

    /// <summary>
    /// Puts a file of this machine at its own path, with every link that leads to it. Of a directory only the links.
    /// </summary>
    /// <returns>The path without links, on this machine and in the image; null where it leads to nothing.</returns>
    public string? AddHostPath(string path, DraftRank rank, EntryAttributes attributes, string source)
    {
        // A link is followed at most as often as the kernel would.
        for (int step = 0; step <= 40; step++)
        {
            string place = PlaceOf(path);
            if (Find(place) is { } present && _entries[place].Rank > rank)
            {
                if (present.Kind != HostFileKind.SymbolicLink)
                {
                    return place;
                }

                path = PathWalker.Target(PathWalker.DirectoryOf(place), present.LinkTarget);
                continue;
            }

            if (tree.Find(place) is not { } status)
            {
                return null;
            }

            if (status.Kind != PathKind.SymbolicLink)
            {
                if (status.Kind == PathKind.File)
                {
                    Add(Copy(place, place, status, attributes), rank, source);
                }

                return place;
            }

            Add(new HostFile(place, HostFileKind.SymbolicLink) { LinkTarget = status.LinkTarget }, rank, source);
            path = PathWalker.Target(PathWalker.DirectoryOf(place), status.LinkTarget);
        }

        throw new LinkLoopException(path);
    }

    /// <summary>A copy of a file of this machine, whose path has no links.</summary>
    public static HostFile Copy(string place, string hostPath, PathStatus status, EntryAttributes attributes) =>
        new(place, HostFileKind.SourceFile)
        {
            Mode = attributes.Mode ?? status.Mode,
            Uid = attributes.Uid,
            Gid = attributes.Gid,
            SourcePath = hostPath,
            Length = status.Length,
        };

    /// <summary>All entries by their paths. What lies below something that is no directory is an error.</summary>
    public IReadOnlyList<HostFile> Finish()
    {
        HashSet<string> directories = ["/"];
        foreach (DraftEntry entry in _entries.Values)
        {
            if (entry.File.Kind == HostFileKind.Directory)
            {
                directories.Add(entry.File.Path);
            }

            CheckAbove(entry, directories);
        }

        foreach ((string link, string directory) in _expected.Where(each => !directories.Contains(each.Directory)))
        {
            Note(
                $"'{link}' leads to the directory '{directory}', which is not in the image: list it if it is needed.");
        }

        return [.. _entries.Values.Select(entry => entry.File).OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    private void CheckAbove(DraftEntry entry, HashSet<string> directories)
    {
        for (string above = PathWalker.DirectoryOf(entry.File.Path);
            above != "/";
            above = PathWalker.DirectoryOf(above))
        {
            directories.Add(above);
            if (_entries.TryGetValue(above, out DraftEntry? other) && other.File.Kind != HostFileKind.Directory)
            {
                errors.Wrong(
                    $"Entry '{entry.Source}' puts a file at '{entry.File.Path}'",
                    $"'{other.Source}' makes '{above}' no directory",
                    "Give one of them another target");
            }
        }
    }

    private PathStatus? FindLayout(string path)
    {
        if (Find(path) is not { } file)
        {
            return FindOnHost(path);
        }

        return file.Kind == HostFileKind.SymbolicLink
            ? new PathStatus(PathKind.SymbolicLink, file.Mode, 0, file.LinkTarget)
            : null;
    }

    /// <summary>A target may be below a directory that only others may search here.</summary>
    private PathStatus? FindOnHost(string path)
    {
        try
        {
            return tree.Find(path);
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }

    private void AddLink(string path, PathStatus link)
    {
        if (Find(path) is null)
        {
            Add(
                new HostFile(path, HostFileKind.SymbolicLink) { LinkTarget = link.LinkTarget },
                DraftRank.Needed,
                path);
        }
    }

    private void AddEmpty(string directory)
    {
        const UnixFileMode Usual = (UnixFileMode)0b111_101_101;
        if (Find(directory) is null)
        {
            Add(new HostFile(directory, HostFileKind.Directory) { Mode = Usual }, DraftRank.Needed, directory);
        }
    }

    /// <summary>Whether the entry may be put where there may be one; makes an error where two can't agree.</summary>
    private bool TryReplace(HostFile file, DraftRank rank, string source)
    {
        if (!_entries.TryGetValue(file.Path, out DraftEntry? present))
        {
            return true;
        }

        bool areDirectories = file.Kind == HostFileKind.Directory;
        if (areDirectories == (present.File.Kind == HostFileKind.Directory))
        {
            bool isSame = present.File == file || (areDirectories && rank != DraftRank.InDirectory);
            if (present.Rank > rank || (present.Rank == rank && isSame))
            {
                return false;
            }

            // Of a directory and one below it, both listed, the inner one says who owns what is in it.
            bool isInner = rank == DraftRank.InDirectory
                && present.File.SourcePath == file.SourcePath
                && file.Kind == present.File.Kind
                && file.LinkTarget == present.File.LinkTarget;
            if (rank > present.Rank || (isInner && source.Length > present.Source.Length))
            {
                _bytes -= present.File.Length;
                return true;
            }

            if (isInner)
            {
                return false;
            }
        }

        errors.Wrong(
            $"Entries '{source}' and '{present.Source}' both want to be '{file.Path}' in the image",
            $"one is {Describe(file)}, the other {Describe(present.File)}",
            "Give one of them another target");
        return false;
    }

    private static string Describe(HostFile file) => file.Kind switch
    {
        HostFileKind.Directory => "a directory",
        HostFileKind.SymbolicLink => $"a symbolic link to '{file.LinkTarget}'",
        HostFileKind.SourceFile => $"a copy of '{file.SourcePath}' with the mode {ModeText.Format(file.Mode)}",
        _ => "made for the image",
    };
}
