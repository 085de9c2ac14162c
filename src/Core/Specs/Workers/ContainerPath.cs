namespace ScaleSim.Core.Specs.Workers;

/// <summary>What a path inside a worker may be, for ramdisks, mounts, files and working directories alike.</summary>
internal static class ContainerPath
{
    /// <value>The most characters of a path; a component may have as many (NAME_MAX).</value>
    public const int LengthMax = 255;

    private static readonly string[] Kernel = ["/proc", "/sys", "/dev"];

    /// <summary>Why nothing can be put at a path, as the middle of a sentence; null where it can.</summary>
    public static string? Explain(string path)
    {
        if (path == "/" || (path.Length > 0 && path[0] != '/'))
        {
            return "it has to be absolute and below the root";
        }

        if (ExplainSyntax(path) is { } wrong)
        {
            return wrong;
        }

        string? kernel = Array.Find(Kernel, name => IsAtOrBelow(path, name));
        return kernel is null ? null : $"{kernel} belongs to the kernel";
    }

    /// <summary>Why a text is no absolute path that stays where it seems to be; the root is one.</summary>
    public static string? ExplainSyntax(string path)
    {
        if (path.Length is 0 or > LengthMax)
        {
            return $"its path has {path.Length} characters and may have 1 to {LengthMax}";
        }

        if (path.Any(character => character is ':' or ',' or '\\' || char.IsControl(character)))
        {
            return "a mount option ends at ':' and ',', so neither they nor '\\' nor control characters may be in it";
        }

        if (path[0] != '/')
        {
            return "it has to be absolute";
        }

        return path != "/" && path[1..].Split('/').Any(part => part is "" or "." or "..")
            ? "an empty part, '.' or '..' could lead out of where it seems to be"
            : null;
    }

    /// <summary>Whether a path is another one or lies below it.</summary>
    public static bool IsAtOrBelow(string path, string other) =>
        path == other || path.StartsWith(other == "/" ? "/" : other + "/", StringComparison.Ordinal);
}
