using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace ScaleSim.Core.Specs.Images;

/// <summary>
/// The name of an image as registries and engines read it: <c>[registry/]path[:tag][@digest]</c>. What is left out is
/// filled in: <c>redis</c> is <c>docker.io/library/redis:latest</c>.
/// </summary>
/// <remarks>
/// Source of the grammar: https://github.com/distribution/reference (regexp.go, normalize.go). Samples:
/// <c>redis</c>, <c>minio/minio:2024</c>, <c>registry.lab:5000/team/worker@sha256:9b2c...</c>,
/// <c>localhost/worker:dev</c>, <c>[fd00::1]:5000/worker</c>.
/// </remarks>
public sealed partial record ImageReference
{
    /// <value>The registry that names without one mean.</value>
    public const string DockerHub = "docker.io";

    private const string OlderDockerHub = "index.docker.io";
    private const string Official = "library/";
    private const string DefaultTag = "latest";
    private const int LengthMax = 1024;
    private const int PathLengthMax = 255;
    private const int TagLengthMax = 128;

    private ImageReference(string registry, string path, string? tag, string? digest)
    {
        Registry = registry;
        Path = path;
        Tag = tag;
        Digest = digest;
    }

    /// <value>Host, with its port where one is given, for example <c>registry.lab:5000</c>.</value>
    public string Registry { get; }

    /// <value>The repository within the registry, for example <c>library/redis</c>.</value>
    public string Path { get; }

    /// <value><c>latest</c> where neither tag nor digest is given; null where there is only a digest.</value>
    public string? Tag { get; }

    /// <value>For example <c>sha256:9b2c...</c>; null where none is given.</value>
    public string? Digest { get; }

    /// <value>What is asked of the registry: a digest says more than the tag beside it.</value>
    public string TagOrDigest => Digest ?? Tag!;

    /// <value>Registry and path as people write them: without <c>docker.io</c> and <c>library</c>.</value>
    public string Name => (Registry, Path) switch
    {
        (DockerHub, var path) when path.StartsWith(Official, StringComparison.Ordinal)
            && path.IndexOf('/', Official.Length) < 0 => path[Official.Length..],
        (DockerHub, var path) => path,
        _ => $"{Registry}/{Path}",
    };

    /// <summary>
    /// Whether the text is the ID of an image: 64 hexadecimal digits, with or without <c>sha256:</c> before them. An
    /// engine knows images by ID; a registry does not.
    /// </summary>
    public static bool IsId(string text) => Id().IsMatch(text);

    /// <summary>Why the text is no name of an image; null where it is one.</summary>
    public static string? Explain(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Read(text, out _);
    }

    /// <exception cref="FormatException">It is no name of an image; the message has three parts.</exception>
    public static ImageReference Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Read(text, out ImageReference? reference) is { } why
            ? throw new FormatException(
                $"Image '{text}' is no name of an image: {why}. Name it like redis:7.2, or with its registry like "
                + "registry.lab:5000/team/worker:1.4.")
            : reference!;
    }

    public static bool TryParse(string text, [NotNullWhen(true)] out ImageReference? reference)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Read(text, out reference) is null;
    }

    /// <summary>As people write it: <c>redis:latest</c>, <c>registry.lab:5000/worker@sha256:...</c>.</summary>
    public override string ToString() => Digest is null ? $"{Name}:{Tag}" : $"{Name}@{Digest}";

    private static string? Read(string text, out ImageReference? reference)
    {
        reference = null;
        if (text.Length is 0 or > LengthMax)
        {
            return text.Length == 0 ? "it is empty" : $"it has {text.Length} characters, and {LengthMax} is the limit";
        }

        if (IsId(text))
        {
            return "64 hexadecimal digits are an ID, by which no registry knows an image";
        }

        string[] atDigest = text.Split('@', 2);
        string? digest = atDigest.Length == 2 ? atDigest[1] : null;
        (string registry, string rest) = SplitRegistry(atDigest[0]);
        string[] atTag = rest.Split(':', 2);
        string? tag = atTag.Length == 2 ? atTag[1] : null;
        string? why = ExplainRegistry(registry) ?? ExplainPath(atTag[0]) ?? ExplainTag(tag) ?? ExplainDigest(digest);
        if (why is not null)
        {
            return why;
        }

        string path = registry == DockerHub && !atTag[0].Contains('/', StringComparison.Ordinal)
            ? Official + atTag[0]
            : atTag[0];
        reference = new ImageReference(registry, path, tag ?? (digest is null ? DefaultTag : null), digest);
        return null;
    }

    /// <summary>
    /// The first part is a registry where it has a dot, a port or a capital letter, or is <c>localhost</c>; and only
    /// before a slash.
    /// </summary>
    private static (string Registry, string Remainder) SplitRegistry(string name)
    {
        int slash = name.IndexOf('/', StringComparison.Ordinal);
        string first = slash < 0 ? "" : name[..slash];
        bool isRegistry = first == "localhost"
            || first.AsSpan().ContainsAny('.', ':')
            || first.Any(char.IsAsciiLetterUpper);
        return isRegistry
            ? (first == OlderDockerHub ? DockerHub : first, name[(slash + 1)..])
            : (DockerHub, name);
    }

    private static string? ExplainRegistry(string registry) => Host().IsMatch(registry)
        ? null
        : $"its registry '{registry}' is no host name or address, with or without a port";

    private static string? ExplainPath(string path)
    {
        if (path.Length is 0 or > PathLengthMax)
        {
            return path.Length == 0
                ? "there is nothing where its repository belongs"
                : $"its repository has {path.Length} characters, and {PathLengthMax} is the limit";
        }

        if (path.Any(char.IsAsciiLetterUpper))
        {
            return $"its repository '{path}' has capital letters, and repositories are lower case";
        }

        string? part = path.Split('/').FirstOrDefault(candidate => !PathPart().IsMatch(candidate));
        return part is null
            ? null
            : $"'{part}' in it is not made of a-z, 0-9 and single separators (. _ __ or dashes) between them";
    }

    private static string? ExplainTag(string? tag)
    {
        if (tag is null || TagText().IsMatch(tag))
        {
            return null;
        }

        return tag.Length > TagLengthMax
            ? $"its tag has {tag.Length} characters, and {TagLengthMax} is the limit"
            : $"its tag '{tag}' is not made of A-Z, a-z, 0-9, _, and within it . and -";
    }

    private static string? ExplainDigest(string? digest) => digest is null || DigestText().IsMatch(digest)
        ? null
        : $"its digest '{digest}' is not sha256: and 64 hexadecimal digits in lower case";

    [GeneratedRegex(@"\A(sha256:)?[a-f0-9]{64}\z")]
    private static partial Regex Id();

    // A component neither begins nor ends with a dash; an IPv6 address stands in brackets.
    [GeneratedRegex(
        @"\A([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*|\[[A-Fa-f0-9:]+\])"
        + @"(:[0-9]{1,5})?\z")]
    private static partial Regex Host();

    [GeneratedRegex(@"\A[a-z0-9]+(([._]|__|-+)[a-z0-9]+)*\z")]
    private static partial Regex PathPart();

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}\z")]
    private static partial Regex TagText();

    [GeneratedRegex(@"\A(sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128})\z")]
    private static partial Regex DigestText();
}
