using System.Globalization;
using System.Text;
using ScaleSim.Core.HostPrograms.Files;
using ScaleSim.Core.HostPrograms.Libraries;
using ScaleSim.Core.Names;

namespace ScaleSim.Core.HostPrograms;

/// <summary>Users and groups of this machine, and the files that say so to an image.</summary>
/// <remarks>
/// Samples: <c>redis:x:105:112:Redis,,,:/var/lib/redis:/usr/sbin/nologin</c> in /etc/passwd (passwd(5)),
/// <c>adm:x:4:syslog,anna</c> in /etc/group (group(5)). Second fields, once passwords, become <c>x</c>.
/// </remarks>
internal sealed class AccountFiles
{
    private const UnixFileMode ReadableByAll =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private static readonly string[] Always = ["root", "nobody"];

    private readonly IReadOnlyList<string[]> _users;
    private readonly IReadOnlyList<string[]> _groups;

    public AccountFiles(IHostTree tree)
    {
        _users = Read(tree, "/etc/passwd", 7);
        _groups = Read(tree, "/etc/group", 4);
    }

    /// <summary>Adds /etc/passwd and /etc/group with root, nobody and these users.</summary>
    public void AddTo(ImageDraft draft, IReadOnlyList<string> names)
    {
        foreach (string name in names.Where(name => !Always.Contains(name) && FindUser(name) is null))
        {
            string? nearest = NearestWord.Of(name, _users.Select(user => user[0]));
            draft.Errors.Wrong(
                $"Account '{name}' is not in this machine's /etc/passwd",
                $"it has {_users.Count} users{(nearest is null ? "" : $", the nearest being '{nearest}'")}",
                "Correct the name, create the user (useradd), or let workers run as a number");
        }

        string[][] users = [.. Always.Concat(names).Distinct().Select(name => FindUser(name) ?? Usual(name))
            .OfType<string[]>()
            .OrderBy(user => int.Parse(user[2], CultureInfo.InvariantCulture))];
        Add(draft, "/etc/passwd", users.Select(user => string.Join(':', [user[0], "x", .. user[2..]])));
        Add(draft, "/etc/group", GroupsOf(users));
    }

    /// <summary>
    /// Numbers of <c>user</c> or <c>user:group</c>, each a name or a number; null for what is neither. A user without a
    /// group has the own one, a number without a group the same number.
    /// </summary>
    public (int Uid, int Gid)? FindOwner(string owner)
    {
        string[] parts = owner.Split(':');
        string[]? user = FindUser(parts[0]);
        int? uid = Number(user is null ? parts[0] : user[2]);
        int? gid = parts.Length > 1
            ? Number(_groups.FirstOrDefault(group => group[0] == parts[1])?[2] ?? parts[1])
            : Number(user is null ? parts[0] : user[3]);
        return parts.Length <= 2 && uid is { } someone && gid is { } some ? (someone, some) : null;
    }

    /// <summary>What a distribution calls it where this machine has none.</summary>
    private static string[]? Usual(string name) => name switch
    {
        "root" => ["root", "x", "0", "0", "root", "/", "/bin/sh"],
        "nobody" => ["nobody", "x", "65534", "65534", "nobody", "/nonexistent", "/usr/sbin/nologin"],
        _ => null,
    };

    private static IReadOnlyList<string[]> Read(IHostTree tree, string path, int fields) =>
    [
        .. HostText.ReadLines(tree, path)
            .Select(line => line.TrimEnd('\r').Split(':'))
            .Where(line => line.Length == fields && line[0].Length > 0 && Number(line[2]) is not null),
    ];

    /// <summary>Users' own groups and those that they are members of; others' names do not come along.</summary>
    private IEnumerable<string> GroupsOf(string[][] users)
    {
        HashSet<string> names = [.. users.Select(user => user[0])];
        HashSet<string> own = [.. users.Select(user => user[3])];
        HashSet<string> known = [.. _groups.Select(group => group[2])];
        IEnumerable<string[]> groups = _groups
            .Select(group => (string[])
                [group[0], "x", group[2], string.Join(',', group[3].Split(',').Where(names.Contains))])
            .Where(group => own.Contains(group[2]) || group[3].Length > 0);
        IEnumerable<string[]> unnamed = users
            .Where(user => !known.Contains(user[3]))
            .DistinctBy(user => user[3])
            .Select(user => (string[])[user[0], "x", user[3], ""]);
        return groups.Concat(unnamed)
            .OrderBy(group => int.Parse(group[2], CultureInfo.InvariantCulture))
            .Select(group => string.Join(':', group));
    }

    private string[]? FindUser(string name) => _users.FirstOrDefault(user => user[0] == name);

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static void Add(ImageDraft draft, string path, IEnumerable<string> lines)
    {
        byte[] content = Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => $"{line}\n")));
        draft.Add(MadeFile.Create(draft.PlaceOf(path), content, ReadableByAll), DraftRank.Needed, path);
    }
}
