using System.Text;
using ScaleSim.ReferenceMaster.Errors;

namespace ScaleSim.ReferenceMaster.Files;

/// <summary>An absolute path whose every part is a plain name: it can't climb, and there is one way to write
/// it.</summary>
internal sealed class PathName
{
    /// <summary>The longest name, in bytes of UTF-8; as in most file systems.</summary>
    private const int NameLengthMax = 255;

    /// <summary>The deepest path.</summary>
    private const int DepthMax = 64;

    private readonly string[] _names;

    private PathName(string[] names) => _names = names;

    /// <summary>The names from the root down; none for the root itself.</summary>
    public IReadOnlyList<string> Names => _names;

    public bool IsRoot => _names.Length == 0;

    /// <summary>The last name.</summary>
    public string Name => _names[^1];

    /// <summary>The path of the directory that this is in.</summary>
    public PathName Parent => new(_names[..^1]);

    /// <summary>Parses <c>/a/b</c>.</summary>
    /// <exception cref="MasterException">It is no path.</exception>
    public static PathName Parse(string? text)
    {
        text ??= "";
        if (text.Length == 0 || text[0] != '/')
        {
            throw Refuse.BadPath(text, "A path begins with a slash.");
        }

        var names = text == "/" ? [] : text[1..].Split('/');
        if (names.Length > DepthMax)
        {
            throw Refuse.BadPath(text, $"It is {names.Length} names deep and {DepthMax} is the limit.");
        }

        if (Array.Find(names, n => !IsName(n)) is { } bad)
        {
            throw Refuse.BadPath(text, $"'{bad}' is no name: a name has 1 to {NameLengthMax} bytes, is not . or .., "
                + "and has no control character.");
        }

        return new PathName(names);
    }

    /// <summary>True if this is <paramref name="other"/> or in it.</summary>
    public bool IsWithin(PathName other) => _names.AsSpan().StartsWith(other._names);

    public override string ToString() => "/" + string.Join('/', _names);

    private static bool IsName(string name) =>
        name is not ("" or "." or "..")
        && Encoding.UTF8.GetByteCount(name) <= NameLengthMax
        && !name.Any(char.IsControl);
}
